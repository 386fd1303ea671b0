package dev.cuffline.gateway.format;

import dev.cuffline.rules.reading.ReadingFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Flags of a reading as payloads, format files and reasons name them. */
public final class FlagWords {
  private static final Map<String, ReadingFlag> BY_NAME =
      Arrays.stream(ReadingFlag.values())
          .collect(Collectors.toUnmodifiableMap(FlagWords::name, Function.identity()));

  private FlagWords() {}

  /** Every flag by its name in lower case with hyphens, such as {@code body-movement}. */
  public static Map<String, ReadingFlag> byName() {
    return BY_NAME;
  }

  private static String name(ReadingFlag flag) {
    return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is worth a word beside the reading. */
  public static List<Reason> reasons(Set<ReadingFlag> flags) {
    if (flags.isEmpty()) {
      return List.of();
    }
    List<Reason> reasons = new ArrayList<>();
    if (flags.contains(ReadingFlag.BODY_MOVEMENT)) {
      reasons.add(Reason.of("movement"));
    }
    if (flags.contains(ReadingFlag.AVERAGED)) {
      reasons.add(Reason.of("averaged"));
    }
    return reasons;
  }
}
