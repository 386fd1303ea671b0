package dev.cuffline.rules.acceptance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code key=value} words of one cell.
 *
 * @param pairs in the order of the cell
 */
record Words(List<Pair> pairs) {
  private static final List<String> KEYS =
      List.of(
          "zone",
          "days",
          "reading",
          "entry",
          "linked",
          "dx",
          "order",
          "consent",
          "withdrawn",
          "costShare",
          "established",
          "practitioner",
          "setup",
          "anchor",
          "fixedAt",
          "elsewhere",
          "stay",
          "paused",
          "ended",
          "died",
          "device",
          "assigned",
          "returned",
          "service",
          "claim",
          "since",
          "profile",
          "asOf",
          "adopt",
          "maxUnits99458",
          "setupMinDays",
          "managementRequiresDataDays",
          "liveContactPerAddOn",
          "dxAllowList",
          "coexist99091",
          "anchorMode",
          "graceHours",
          "maxLagHours",
          "risk16",
          "blockMode",
          "dosMode",
          "countPassiveReview");

  /** One word. */
  record Pair(String key, String value) {}

  static Words of(String text) {
    List<Pair> pairs = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      String[] parts = word.split("=", 2);
      if (parts.length < 2 || !KEYS.contains(parts[0])) {
        throw new IllegalArgumentException("unknown word in a table: " + word);
      }
      pairs.add(new Pair(parts[0], parts[1]));
    }
    return new Words(pairs);
  }

  List<String> all(String key) {
    return pairs.stream().filter(p -> p.key().equals(key)).map(Pair::value).toList();
  }

  Optional<String> last(String key) {
    return all(key).stream().reduce((a, b) -> b);
  }

  boolean is(String key, String value) {
    return last(key).filter(value::equals).isPresent();
  }

  Optional<LocalDate> date(String key, String otherwise) {
    return Optional.of(last(key).orElse(otherwise))
        .filter(v -> !v.equals("none"))
        .map(LocalDate::parse);
  }
}
