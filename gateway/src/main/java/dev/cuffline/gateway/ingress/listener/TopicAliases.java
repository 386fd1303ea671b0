package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import org.jspecify.annotations.Nullable;

/**
 * The topic aliases of one connection (MQTT 5.0 section 3.3.2.3.4). They end with it.
 *
 * <p>Only text is remembered: whether a device may use a topic is asked at every publish.
 */
final class TopicAliases {
  private final int maximum;
  private @Nullable String @Nullable [] topics;

  /**
   * Starts with none.
   *
   * @param maximum largest alias, as announced; 0 when none may be used
   */
  TopicAliases(int maximum) {
    this.maximum = maximum;
  }

  /** Whether a publish uses an alias. */
  static boolean isUsedBy(MqttPublishMessage publish) {
    MqttProperties properties = publish.variableHeader().properties();
    return !properties.isEmpty() && Packets.has(properties, MqttProperties.TOPIC_ALIAS);
  }

  /** Whether the alias of a publish lies within what was announced. */
  boolean isAllowed(MqttPublishMessage publish) {
    int alias = alias(publish);
    return alias > 0 && alias <= maximum;
  }

  /**
   * The topic of a publish that uses an alias {@link #isAllowed allowed} here; remembers it when it
   * names both.
   *
   * @return empty text when the alias stands for nothing yet
   */
  String resolve(MqttPublishMessage publish) {
    String named = publish.variableHeader().topicName();
    if (topics == null) {
      topics = new String[maximum + 1];
    }
    int alias = alias(publish);
    if (!named.isEmpty()) {
      topics[alias] = named;
    }
    String topic = topics[alias];
    return topic == null ? "" : topic;
  }

  private static int alias(MqttPublishMessage publish) {
    return (int)
        Packets.number(publish.variableHeader().properties(), MqttProperties.TOPIC_ALIAS, 0);
  }
}
