package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.Optional;

/** What must hold of a PUBLISH by itself (MQTT 3.1.1 and 5.0 section 3.3). */
final class PublishRules {
  private static final String UTF_8_TEXT = "text/plain;charset=utf-8";

  private PublishRules() {}

  static Optional<Refusal> fault(MqttPublishMessage publish) {
    if (publish.fixedHeader().isDup() && publish.fixedHeader().qosLevel() == MqttQoS.AT_MOST_ONCE) {
      return Optional.of(Refusal.MALFORMED);
    }
    if (!PropertyRules.PUBLISH.hold(publish.variableHeader().properties())) {
      return Optional.of(Refusal.PROTOCOL_ERROR);
    }
    return ConnectRules.isText(publish.variableHeader().topicName())
        ? Optional.empty()
        : Optional.of(Refusal.MALFORMED);
  }

  /**
   * The media type the sender states. Where it states none but says that the payload is UTF-8 text
   * (payload format indicator 1, MQTT 5.0 section 3.3.2.3.2), that is what it states.
   *
   * @return empty when nothing is said
   */
  static String contentType(MqttProperties properties) {
    if (properties.isEmpty()) {
      return "";
    }
    String stated = Packets.text(properties, MqttProperties.CONTENT_TYPE);
    boolean text = Packets.number(properties, MqttProperties.PAYLOAD_FORMAT_INDICATOR, 0) == 1;
    return stated.isEmpty() && text ? UTF_8_TEXT : stated;
  }
}
