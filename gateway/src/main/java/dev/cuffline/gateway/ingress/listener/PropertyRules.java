package dev.cuffline.gateway.ingress.listener;

import static io.netty.handler.codec.mqtt.MqttProperties.AUTHENTICATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.AUTHENTICATION_METHOD;
import static io.netty.handler.codec.mqtt.MqttProperties.CONTENT_TYPE;
import static io.netty.handler.codec.mqtt.MqttProperties.CORRELATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.MAXIMUM_PACKET_SIZE;
import static io.netty.handler.codec.mqtt.MqttProperties.PAYLOAD_FORMAT_INDICATOR;
import static io.netty.handler.codec.mqtt.MqttProperties.PUBLICATION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.REASON_STRING;
import static io.netty.handler.codec.mqtt.MqttProperties.RECEIVE_MAXIMUM;
import static io.netty.handler.codec.mqtt.MqttProperties.REQUEST_PROBLEM_INFORMATION;
import static io.netty.handler.codec.mqtt.MqttProperties.REQUEST_RESPONSE_INFORMATION;
import static io.netty.handler.codec.mqtt.MqttProperties.RESPONSE_TOPIC;
import static io.netty.handler.codec.mqtt.MqttProperties.SESSION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.SUBSCRIPTION_IDENTIFIER;
import static io.netty.handler.codec.mqtt.MqttProperties.TOPIC_ALIAS;
import static io.netty.handler.codec.mqtt.MqttProperties.TOPIC_ALIAS_MAXIMUM;
import static io.netty.handler.codec.mqtt.MqttProperties.USER_PROPERTY;
import static io.netty.handler.codec.mqtt.MqttProperties.WILL_DELAY_INTERVAL;

import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.Set;

/**
 * Which MQTT 5.0 properties may stand in what a client sends (section 2.2.2.2, table 2-4), and
 * which values they may not have. A property sent twice is not seen here: the decoder keeps the
 * last.
 */
enum PropertyRules {
  CONNECT(
      SESSION_EXPIRY_INTERVAL,
      RECEIVE_MAXIMUM,
      MAXIMUM_PACKET_SIZE,
      TOPIC_ALIAS_MAXIMUM,
      REQUEST_RESPONSE_INFORMATION,
      REQUEST_PROBLEM_INFORMATION,
      AUTHENTICATION_METHOD,
      AUTHENTICATION_DATA),
  WILL(
      WILL_DELAY_INTERVAL,
      PAYLOAD_FORMAT_INDICATOR,
      PUBLICATION_EXPIRY_INTERVAL,
      CONTENT_TYPE,
      RESPONSE_TOPIC,
      CORRELATION_DATA),
  PUBLISH(
      PAYLOAD_FORMAT_INDICATOR,
      PUBLICATION_EXPIRY_INTERVAL,
      TOPIC_ALIAS,
      RESPONSE_TOPIC,
      CORRELATION_DATA,
      CONTENT_TYPE),
  PUBREL(REASON_STRING),
  SUBSCRIBE(SUBSCRIPTION_IDENTIFIER),
  UNSUBSCRIBE(),
  DISCONNECT(SESSION_EXPIRY_INTERVAL, REASON_STRING);

  private static final Set<Integer> NEVER_ZERO = Set.of(RECEIVE_MAXIMUM, MAXIMUM_PACKET_SIZE);
  private static final Set<Integer> ZERO_OR_ONE =
      Set.of(PAYLOAD_FORMAT_INDICATOR, REQUEST_RESPONSE_INFORMATION, REQUEST_PROBLEM_INFORMATION);

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Integer> allowed;

  PropertyRules(Integer... allowed) {
    this.allowed = Set.of(allowed);
  }

  /** Whether all properties may stand where they do. */
  boolean hold(MqttProperties properties) {
    return properties.isEmpty() || properties.listAll().stream().allMatch(this::holds);
  }

  private boolean holds(MqttProperties.MqttProperty<?> property) {
    int id = property.propertyId();
    if (id != USER_PROPERTY && !allowed.contains(id)) {
      return false;
    }
    if (!(property instanceof MqttProperties.IntegerProperty number)) {
      return true;
    }
    int value = number.value();
    return !(NEVER_ZERO.contains(id) && value == 0)
        && !(ZERO_OR_ONE.contains(id) && value != 0 && value != 1);
  }
}
