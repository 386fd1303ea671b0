package dev.cuffline.gateway.ingress.subscriber;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Reads from Paho's exceptions and reason codes why there is no connection. */
final class Faults {
  private static final int SESSION_TAKEN_OVER = 0x8E;

  /** Bad user name or password, not authorized, banned, bad authentication method. */
  private static final Set<Integer> LOGIN_REFUSED = Set.of(0x86, 0x87, 0x8A, 0x8C);

  /** Paho counts its own reasons from 32,000; what is below came from the broker. */
  private static final int FIRST_OF_PAHO = 32_000;

  private static final int FIRST_ERROR = 0x80;

  private Faults() {}

  /** A connection that was there. */
  static Ended of(MqttDisconnectResponse response) {
    MqttException cause = response.getException();
    return cause == null ? ofCode(response.getReturnCode()) : of(cause, Ending.LOST);
  }

  /**
   * An attempt, or a connection, that failed.
   *
   * @param otherwise when it was not the broker that said no
   */
  static Ended of(MqttException fault, Ending otherwise) {
    int code = fault.getReasonCode();
    if (code >= FIRST_ERROR && code < FIRST_OF_PAHO) {
      return ofCode(code);
    }
    Throwable cause = fault.getCause();
    if (cause instanceof IOException || cause instanceof GeneralSecurityException) {
      return Ended.by(otherwise, text(cause));
    }
    if (cause instanceof RuntimeException || cause instanceof Error) {
      return Ended.byFault(cause);
    }
    return Ended.by(otherwise, said(code));
  }

  private static Ended ofCode(int code) {
    Ending ending =
        code == SESSION_TAKEN_OVER
            ? Ending.TAKEN_OVER
            : LOGIN_REFUSED.contains(code) ? Ending.REFUSED : Ending.BROKER;
    return Ended.by(ending, "MQTT reason 0x%02X".formatted(code));
  }

  private static String said(int code) {
    return code == MqttClientException.REASON_CODE_CLIENT_TIMEOUT
        ? "no answer in time"
        : "Paho's reason " + code;
  }

  /** Of the machine and the network: there is no topic and no payload in it. */
  static String text(Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : kind + ": " + message;
  }
}
