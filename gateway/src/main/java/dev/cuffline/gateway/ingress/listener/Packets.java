package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.Collections;
import java.util.Optional;

/** The packets the listener sends, PUBACK and PUBREC aside. */
final class Packets {
  /** Each of them is shorter, but for a SUBACK or UNSUBACK of many filters. */
  static final int LONGEST = 128;

  private static final int SUBACK_FAILURE = 0x80;
  private static final int SUBACK_NOT_AUTHORIZED = 0x87;

  private Packets() {}

  /** CONNACK for MQTT 3.1 and 3.1.1. */
  static MqttConnAckMessage welcome(boolean sessionPresent) {
    return MqttMessageBuilders.connAck()
        .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
        .sessionPresent(sessionPresent)
        .build();
  }

  /**
   * CONNACK for MQTT 5.0, saying what is granted and what is not offered. QoS 2 is taken, which is
   * said by saying nothing (section 3.2.2.3.4); so are publishes with the retain flag, although
   * nobody could ever be sent one.
   *
   * @param assignedClientId given when the client named none
   */
  static MqttConnAckMessage welcome(
      ListenerSettings settings,
      Lease lease,
      long askedExpirySeconds,
      Optional<String> assignedClientId) {
    return MqttMessageBuilders.connAck()
        .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
        .sessionPresent(lease.present())
        .properties(properties -> {
          properties
              .receiveMaximum(settings.receiveMaximum())
              .maximumPacketSize(settings.maximumPacketBytes())
              .topicAliasMaximum(settings.topicAliasMaximum())
              .retainAvailable(true)
              .wildcardSubscriptionAvailable(false)
              .subscriptionIdentifiersAvailable(false)
              .sharedSubscriptionAvailable(false);
          if (lease.expirySeconds() != askedExpirySeconds) {
            properties.sessionExpiryInterval(lease.expirySeconds());
          }
          assignedClientId.ifPresent(properties::assignedClientId);
        })
        .build();
  }

  /**
   * CONNACK that refuses; empty when the version has no code for it and the socket just closes.
   *
   * @param reasonString whether the refusal may be explained; MQTT 5.0 only
   */
  static Optional<MqttMessage> refuseConnect(
      boolean version5, boolean reasonString, Refusal refusal) {
    byte code = version5 ? refusal.reasonCode() : refusal.connectReturnCode();
    return code == 0
        ? Optional.empty()
        : Optional.of(
            MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.valueOf(code))
                .sessionPresent(false)
                .properties(explanation(reasonString, refusal))
                .build());
  }

  /** DISCONNECT with a reason; MQTT 5.0 only, older servers have none to send. */
  static MqttMessage disconnect(Refusal refusal, boolean reasonString) {
    return MqttMessageBuilders.disconnect()
        .reasonCode(refusal.reasonCode())
        .properties(explanation(reasonString, refusal))
        .build();
  }

  /** PUBCOMP: the exchange of this packet id is over. */
  static MqttMessage complete(int packetId) {
    return new MqttMessage(
        header(MqttMessageType.PUBCOMP), MqttMessageIdVariableHeader.from(packetId));
  }

  /**
   * PUBCOMP for a packet id that did not wait, as after a restart of the gateway. MQTT 5.0 is told
   * so (section 3.7.2.1); MQTT 3 has no word for it, and must be answered all the same.
   */
  static MqttMessage completeUnknown(int packetId, boolean version5) {
    return version5
        ? new MqttMessage(
            header(MqttMessageType.PUBCOMP),
            new MqttPubReplyMessageVariableHeader(
                packetId,
                MqttReasonCodes.PubComp.PACKET_IDENTIFIER_NOT_FOUND.byteValue(),
                MqttProperties.NO_PROPERTIES))
        : complete(packetId);
  }

  /** A failure code for every filter. */
  static MqttMessage refuseSubscribe(MqttSubscribeMessage subscribe, boolean version5) {
    int code = version5 ? SUBACK_NOT_AUTHORIZED : SUBACK_FAILURE;
    int filters = subscribe.payload().topicSubscriptions().size();
    return new MqttSubAckMessage(
        header(MqttMessageType.SUBACK),
        subscribe.idAndPropertiesVariableHeader().withEmptyProperties(),
        new MqttSubAckPayload(Collections.nCopies(filters, code)));
  }

  /** UNSUBACK; to MQTT 5.0 it says of every filter that there was no subscription. */
  static MqttMessage unsubscribed(MqttUnsubscribeMessage unsubscribe, boolean version5) {
    int filters = version5 ? unsubscribe.payload().topics().size() : 0;
    short none = MqttReasonCodes.UnsubAck.NO_SUBSCRIPTION_EXISTED.byteValue();
    return new MqttUnsubAckMessage(
        header(MqttMessageType.UNSUBACK),
        unsubscribe.idAndPropertiesVariableHeader().withEmptyProperties(),
        new MqttUnsubAckPayload(Collections.nCopies(filters, none)));
  }

  static MqttMessage pong() {
    return MqttMessage.PINGRESP;
  }

  private static MqttFixedHeader header(MqttMessageType type) {
    return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
  }

  private static MqttProperties explanation(boolean wanted, Refusal refusal) {
    if (!wanted || refusal.reason().isEmpty()) {
      return MqttProperties.NO_PROPERTIES;
    }
    MqttProperties properties = new MqttProperties();
    properties.add(
        new MqttProperties.StringProperty(MqttProperties.REASON_STRING, refusal.reason()));
    return properties;
  }

  /** Whether a property stands in a packet. */
  static boolean has(MqttProperties properties, int id) {
    return properties.getProperty(id) != null;
  }

  /** A text property; empty when it is not there. */
  static String text(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.StringProperty text
        ? text.value()
        : "";
  }

  /** A number property, unsigned. */
  static long number(MqttProperties properties, int id, long otherwise) {
    return properties.getProperty(id) instanceof MqttProperties.IntegerProperty number
        ? Integer.toUnsignedLong(number.value())
        : otherwise;
  }
}
