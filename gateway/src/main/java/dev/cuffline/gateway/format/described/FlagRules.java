package dev.cuffline.gateway.format.described;

import dev.cuffline.rules.reading.ReadingFlag;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How flags are read. */
record FlagRules(Map<ReadingFlag, YesNo> rules) {
  static final FlagRules NONE = new FlagRules(Map.of());

  FlagRules {
    rules = Map.copyOf(rules);
  }

  /** Flags that are set, and those of which anything was said. */
  record Said(Set<ReadingFlag> set, Set<ReadingFlag> stated) {}

  Said in(Scope scope) {
    if (rules.isEmpty()) {
      return new Said(Set.of(), Set.of());
    }
    Set<ReadingFlag> set = EnumSet.noneOf(ReadingFlag.class);
    Set<ReadingFlag> stated = EnumSet.noneOf(ReadingFlag.class);
    for (Map.Entry<ReadingFlag, YesNo> rule : rules.entrySet()) {
      Optional<Boolean> said = rule.getValue().in(scope);
      if (said.isPresent()) {
        stated.add(rule.getKey());
        if (said.get()) {
          set.add(rule.getKey());
        }
      }
    }
    return new Said(set, stated);
  }
}
