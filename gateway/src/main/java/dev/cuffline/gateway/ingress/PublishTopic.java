package dev.cuffline.gateway.ingress;

import java.util.Optional;

/**
 * What an MQTT topic says: {@code devices/{deviceId}/{format}}, each part percent-encoded, so that
 * no {@code + # /} stands in it.
 *
 * <p>A topic of any other shape is taken too, with no format, so that nothing a known device sends
 * is repeated for ever or lost. Only a topic that names another device is nobody's to use.
 *
 * @param owner the decoded id after {@code devices/}; empty when the topic names none that can be
 *     read
 * @param format the decoded format; empty when the shape is another or the escapes are broken
 */
public record PublishTopic(Optional<String> owner, String format) {
  private static final String ROOT = "devices/";

  /** Reads a topic; every text has an answer. */
  public static PublishTopic parse(String topic) {
    if (!topic.startsWith(ROOT)) {
      return new PublishTopic(Optional.empty(), "");
    }
    int slash = topic.indexOf('/', ROOT.length());
    String first =
        slash < 0 ? topic.substring(ROOT.length()) : topic.substring(ROOT.length(), slash);
    Optional<String> owner = PercentEncoding.decode(first);
    if (slash < 0 || owner.isEmpty() || topic.indexOf('/', slash + 1) >= 0) {
      return new PublishTopic(owner, "");
    }
    return new PublishTopic(owner, PercentEncoding.decode(topic.substring(slash + 1)).orElse(""));
  }

  /** Whether a source may publish here: yes, unless the topic names somebody else (D19). */
  public boolean mayBeUsedBy(String sourceId) {
    return owner.isEmpty() || owner.get().equals(sourceId);
  }
}
