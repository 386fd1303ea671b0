package dev.cuffline.gateway.ingress.subscriber;

import java.util.Locale;

/** Why there is no connection, or no longer; a closed set, so that it may tag a metric. */
enum Ending {
  /** We were told to stop. */
  STOPPED("stopped"),
  /** The journal did not take a message, or takes none. */
  JOURNAL("the journal does not take what comes, so nothing is acknowledged"),
  /** Nobody answers at the address, or TLS fails. */
  UNREACHABLE("the broker cannot be reached: check url, trustFile and whether it runs"),
  /** CONNACK with a code for bad credentials. */
  REFUSED("the broker refuses the login: check user, passwordFile and its access rules"),
  /** CONNACK or DISCONNECT with another code. */
  BROKER("the broker ended or refused the connection"),
  /** A filter was not granted, or at QoS 0 only. */
  SUBSCRIPTION(
      "the broker does not grant a subscription: check topics, group and its access rules"),
  /** Another client came with our client id. */
  TAKEN_OVER("another client uses the same clientId: each gateway needs its own"),
  /** The connection broke. Some brokers say no more when a session is taken over. */
  LOST(
      "the connection broke; when it does so over and over, look for a second client with this"
          + " clientId"),
  /** Our own code failed; nothing was acknowledged that is not durable. */
  FAULT("an error of Cuffline's own: see the log");

  private final String phrase;

  Ending(String phrase) {
    this.phrase = phrase;
  }

  /** The name in metrics: lower case with hyphens. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For a person: what is wrong, and which setting mends it. */
  String phrase() {
    return phrase;
  }
}
