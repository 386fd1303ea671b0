package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import java.util.Locale;

/** Why the listener refused a publish or ended a connection; a closed set, so it tags a metric. */
enum Refusal {
  BAD_CREDENTIALS(0x86, 4, "user name or password is wrong, or the login was revoked"),
  NO_CREDENTIALS(0x87, 5, "a user name and a password are needed"),
  BAD_AUTHENTICATION_METHOD(0x8C, 0, "only user name and password are known here"),
  UNSUPPORTED_VERSION(0x84, 1, "MQTT 3.1, 3.1.1 and 5.0 are spoken here"),
  CLIENT_ID(0x85, 2, "this client identifier cannot be used"),
  CONNECT_TIMEOUT(0x82, 0, "CONNECT came too late"),
  SECOND_CONNECT(0x82, 0, "a second CONNECT on one connection"),
  MALFORMED(0x81, 0, "a packet that MQTT does not know"),
  PROTOCOL_ERROR(0x82, 0, "a packet that may not come here, or holds what it may not"),
  TOO_LARGE(0x95, 0, "a packet longer than the Maximum Packet Size told in CONNACK"),
  /** The client takes too little for the answers it is owed. */
  CLIENT_TAKES_TOO_LITTLE(0x95, 0, ""),
  FOREIGN_TOPIC(0x87, 0, "the topic names another device: publish to devices/{user name}/{format}"),
  TOPIC_ALIAS(0x94, 0, "the topic alias is 0 or above the maximum told in CONNACK"),
  RECEIVE_MAXIMUM(0x93, 0, "more publishes under way than the Receive Maximum told in CONNACK"),
  KEEP_ALIVE(0x8D, 0, "nothing was heard for one and a half keep alive intervals"),
  TAKEN_OVER(0x8E, 0, "the same client identifier connected again"),
  REVOKED(0x87, 0, "the login was revoked"),
  /** The journal needs a person. */
  JOURNAL_FAILED(0x83, 0, "nothing can be stored at present; nothing is acknowledged"),
  /** The journal's queue was full; trying again helps. */
  JOURNAL_BUSY(0x97, 0, "too much at once; send again"),
  SHUTTING_DOWN(0x8B, 0, ""),
  /** TLS could not be agreed on. */
  TLS(0, 0, "");

  private final int reasonCode;
  private final int connectReturnCode;
  private final String reason;

  Refusal(int reasonCode, int connectReturnCode, String reason) {
    this.reasonCode = reasonCode;
    this.connectReturnCode = connectReturnCode;
    this.reason = reason;
  }

  /** MQTT 5.0 reason code for CONNACK, PUBACK, PUBREC and DISCONNECT (section 2.4). */
  byte reasonCode() {
    return (byte) reasonCode;
  }

  /** MQTT 3.1.1 CONNACK return code (section 3.2.2.3); 0 when there is none: just close. */
  byte connectReturnCode() {
    return (byte) connectReturnCode;
  }

  /** MQTT 5.0 reason string, ASCII of less than 100 characters; empty when the code says it all. */
  String reason() {
    return reason;
  }

  /** The name in metrics and logs. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a packet that could not be decoded is refused for. */
  static Refusal of(Throwable decoderFault) {
    return switch (decoderFault) {
      case MqttUnacceptableProtocolVersionException version -> UNSUPPORTED_VERSION;
      case MqttIdentifierRejectedException clientId -> CLIENT_ID;
      case TooLongFrameException tooLong -> TOO_LARGE;
      default -> MALFORMED;
    };
  }
}
