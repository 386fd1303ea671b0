package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
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

/** The packets the listener sends, PUBACK aside. */
final class Packets {
  private static final int SUBACK_FAILURE = 0x80;
  private static final int SUBACK_NOT_AUTHORIZED = 0x87;

  private Packets() {}

  /** CONNACK for MQTT 3.1 and 3.1.1. */
  static MqttConnAckMessage welcome() {
    return MqttMessageBuilders.connAck()
        .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
        .sessionPresent(false)
        .build();
  }

  /**
   * CONNACK for MQTT 5.0, saying what is not offered.
   *
   * @param assignedClientId given when the client named none
   */
  static MqttConnAckMessage welcome(ListenerSettings settings, Optional<String> assignedClientId) {
    return MqttMessageBuilders.connAck()
        .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
        .sessionPresent(false)
        .properties(properties -> {
          properties
              .sessionExpiryInterval(0)
              .receiveMaximum(settings.receiveMaximum())
              .maximumQos((byte) 1)
              .maximumPacketSize(settings.maximumPacketBytes())
              .topicAliasMaximum(0)
              .wildcardSubscriptionAvailable(false)
              .subscriptionIdentifiersAvailable(false)
              .sharedSubscriptionAvailable(false);
          assignedClientId.ifPresent(properties::assignedClientId);
        })
        .build();
  }

  /** CONNACK that refuses; empty when the version has no code for it and the socket just closes. */
  static Optional<MqttMessage> refuseConnect(boolean version5, Refusal refusal) {
    byte code = version5 ? refusal.reasonCode() : refusal.connectReturnCode();
    return code == 0
        ? Optional.empty()
        : Optional.of(
            MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.valueOf(code))
                .sessionPresent(false)
                .build());
  }

  /** DISCONNECT with a reason; MQTT 5.0 only, older servers have none to send. */
  static MqttMessage disconnect(Refusal refusal) {
    return MqttMessageBuilders.disconnect().reasonCode(refusal.reasonCode()).build();
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
}
