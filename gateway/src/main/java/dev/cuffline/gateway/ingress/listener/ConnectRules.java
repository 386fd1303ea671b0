package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Optional;

/** What must hold of a CONNECT before anybody asks who it is (MQTT 3.1.1 and 5.0 section 3.1). */
final class ConnectRules {
  private static final int LARGEST_QOS = 2;

  private ConnectRules() {}

  static boolean isVersion5(MqttConnectMessage connect) {
    return connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
  }

  static Optional<Refusal> fault(MqttConnectMessage connect) {
    MqttConnectVariableHeader header = connect.variableHeader();
    boolean version5 = isVersion5(connect);
    if (hasBadWill(connect) || (!version5 && header.hasPassword() && !header.hasUserName())) {
      return Optional.of(Refusal.MALFORMED);
    }
    if (version5 && Packets.has(header.properties(), MqttProperties.AUTHENTICATION_METHOD)) {
      return Optional.of(Refusal.BAD_AUTHENTICATION_METHOD);
    }
    if (version5 && hasBadProperties(connect)) {
      return Optional.of(Refusal.PROTOCOL_ERROR);
    }
    return clientIdFault(connect, version5);
  }

  /** Whether text can be UTF-8 as MQTT has it: no U+0000, no bytes that did not decode (1.5.4). */
  static boolean isText(String text) {
    return text.indexOf('\u0000') < 0 && text.indexOf('\uFFFD') < 0;
  }

  /** A will is never published, but a CONNECT that cannot be right is no CONNECT. */
  private static boolean hasBadWill(MqttConnectMessage connect) {
    MqttConnectVariableHeader header = connect.variableHeader();
    if (!header.isWillFlag()) {
      return header.willQos() != 0 || header.isWillRetain();
    }
    return header.willQos() > LARGEST_QOS || !isTopicName(connect.payload().willTopic());
  }

  private static boolean isTopicName(String topic) {
    return !topic.isEmpty() && isText(topic) && topic.indexOf('+') < 0 && topic.indexOf('#') < 0;
  }

  private static boolean hasBadProperties(MqttConnectMessage connect) {
    MqttProperties properties = connect.variableHeader().properties();
    return !PropertyRules.CONNECT.hold(properties)
        || Packets.has(properties, MqttProperties.AUTHENTICATION_DATA)
        || (connect.variableHeader().isWillFlag()
            && !PropertyRules.WILL.hold(connect.payload().willProperties()));
  }

  private static Optional<Refusal> clientIdFault(MqttConnectMessage connect, boolean version5) {
    String clientId = connect.payload().clientIdentifier();
    boolean missing = clientId.isEmpty() && !version5 && !connect.variableHeader().isCleanSession();
    return missing || !isText(clientId) ? Optional.of(Refusal.CLIENT_ID) : Optional.empty();
  }
}
