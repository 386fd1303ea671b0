package dev.cuffline.gateway.ingress.subscriber;

/**
 * What the messages of a topic filter are.
 *
 * @param filter which messages
 * @param format name of their payload format
 * @param deviceLevel which level of the topic names the device, counted from 1; 0 when none does
 *     and the payload says it
 */
public record TopicRoute(TopicFilter filter, String format, int deviceLevel) {
  /** Refuses a level that no topic of the filter has. */
  public TopicRoute {
    if (format.isBlank()) {
      throw new IllegalArgumentException("format must be the name of a payload format");
    }
    if (deviceLevel < 0 || !filter.hasLevel(deviceLevel)) {
      throw new IllegalArgumentException(
          "device must be the number of a level of the filter, counted from 1, or left out");
    }
  }
}
