package dev.cuffline.gateway.ingress.subscriber;

import java.util.List;

/** Says of a message by its topic what it is and who sent it. */
final class TopicRoutes {
  private final List<TopicRoute> routes;
  private final String broker;

  /**
   * What a topic says.
   *
   * @param format empty when no filter of the settings is for it: it comes of a subscription that
   *     an earlier setting left in the session
   * @param sourceId the device, else {@code broker:NAME}
   */
  record Routed(String format, String sourceId) {}

  /**
   * Makes the table.
   *
   * @param routes the first in order that matches wins
   */
  TopicRoutes(String subscriber, List<TopicRoute> routes) {
    this.routes = routes;
    this.broker = "broker:" + subscriber;
  }

  Routed of(String topic) {
    for (TopicRoute route : routes) {
      if (route.filter().matches(topic)) {
        return new Routed(route.format(), source(route, topic));
      }
    }
    return new Routed("", broker);
  }

  private String source(TopicRoute route, String topic) {
    if (route.deviceLevel() == 0) {
      return broker;
    }
    List<String> levels = TopicFilter.levels(topic);
    String device = route.deviceLevel() <= levels.size() ? levels.get(route.deviceLevel() - 1) : "";
    return device.isEmpty() ? broker : device;
  }
}
