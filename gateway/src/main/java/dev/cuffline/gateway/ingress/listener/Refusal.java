package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttIdentifierRejectedException;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import java.util.Locale;

/** Why the listener refused a publish or ended a connection; a closed set, so it tags a metric. */
enum Refusal {
  BAD_CREDENTIALS(0x86, 4),
  NO_CREDENTIALS(0x87, 5),
  BAD_AUTHENTICATION_METHOD(0x8C, 0),
  UNSUPPORTED_VERSION(0x84, 1),
  CLIENT_ID(0x85, 2),
  CONNECT_TIMEOUT(0x82, 0),
  SECOND_CONNECT(0x82, 0),
  MALFORMED(0x81, 0),
  PROTOCOL_ERROR(0x82, 0),
  TOO_LARGE(0x95, 0),
  FOREIGN_TOPIC(0x87, 0),
  QOS_NOT_SUPPORTED(0x9B, 0),
  TOPIC_ALIAS(0x94, 0),
  RECEIVE_MAXIMUM(0x93, 0),
  KEEP_ALIVE(0x8D, 0),
  TAKEN_OVER(0x8E, 0),
  REVOKED(0x87, 0),
  /** The journal needs a person. */
  JOURNAL_FAILED(0x83, 0),
  /** The journal's queue was full; trying again helps. */
  JOURNAL_BUSY(0x97, 0),
  SHUTTING_DOWN(0x8B, 0);

  private final int reasonCode;
  private final int connectReturnCode;

  Refusal(int reasonCode, int connectReturnCode) {
    this.reasonCode = reasonCode;
    this.connectReturnCode = connectReturnCode;
  }

  /** MQTT 5.0 reason code for CONNACK, PUBACK and DISCONNECT (section 2.4). */
  byte reasonCode() {
    return (byte) reasonCode;
  }

  /** MQTT 3.1.1 CONNACK return code (section 3.2.2.3); 0 when there is none: just close. */
  byte connectReturnCode() {
    return (byte) connectReturnCode;
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
