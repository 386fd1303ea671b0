package dev.cuffline.gateway.ingress.subscriber;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A topic filter of MQTT 5.0 section 4.7: {@code +} stands for one level, {@code #} at the end for
 * the level before it and all below. Never a shared one: the group is a setting of its own.
 *
 * @param text as it is subscribed, without {@code $share/GROUP/}
 */
public record TopicFilter(String text) {
  /** What a filter must be, for messages. */
  public static final String WANTED =
      "an MQTT topic filter such as cuffs/+/bp or hubs/#, with + and # as whole levels, # last, and"
          + " without $share";

  private static final String ANY_LEVEL = "+";
  private static final String ALL_BELOW = "#";
  private static final int LONGEST_BYTES = 65_535;

  /** Refuses what MQTT would refuse. */
  public TopicFilter {
    if (!isValid(text)) {
      throw new IllegalArgumentException("filter must be " + WANTED);
    }
  }

  /**
   * Whether messages of a topic come for this filter (4.7.1, 4.7.2).
   *
   * @param topic without wildcards
   */
  public boolean matches(String topic) {
    List<String> wanted = levels(text);
    List<String> given = levels(topic);
    if (topic.startsWith("$") && !wanted.getFirst().equals(given.getFirst())) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      String level = wanted.get(i);
      if (level.equals(ALL_BELOW)) {
        return true;
      }
      if (i >= given.size() || !(level.equals(ANY_LEVEL) || level.equals(given.get(i)))) {
        return false;
      }
      // "a/#" is also for "a" itself.
      if (i == given.size() - 1 && i == wanted.size() - 2) {
        return wanted.getLast().equals(ALL_BELOW);
      }
    }
    return wanted.size() == given.size();
  }

  /** Whether some topic of this filter has a level with this number, counted from 1. */
  boolean hasLevel(int number) {
    List<String> levels = levels(text);
    return number <= levels.size() || levels.getLast().equals(ALL_BELOW);
  }

  /** The parts between the slashes; at least one, each may be empty. */
  static List<String> levels(String topic) {
    return List.of(topic.split("/", -1));
  }

  private static boolean isValid(String text) {
    if (text.isEmpty()
        || text.startsWith("$share/")
        || text.indexOf('\0') >= 0
        || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      return false;
    }
    List<String> levels = levels(text);
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean whole = level.equals(ANY_LEVEL) || level.equals(ALL_BELOW);
      boolean holdsWildcard = level.contains(ANY_LEVEL) || level.contains(ALL_BELOW);
      boolean last = i == levels.size() - 1;
      if ((holdsWildcard && !whole) || (level.equals(ALL_BELOW) && !last)) {
        return false;
      }
    }
    return true;
  }
}
