package dev.cuffline.rules.trend;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One critical session: the critical readings that belong together, and their repeats.
 *
 * @param rule which rule
 * @param critical the critical readings, oldest first; not empty
 * @param calmer repeats that are not critical, oldest first
 * @param confirmation what the repeats say
 */
record Episode(
    Rule.Critical rule,
    List<Placed> critical,
    List<Placed> calmer,
    Alert.Confirmation confirmation) {
  Placed first() {
    return critical.getFirst();
  }

  Instant knownAt() {
    return raisedBy().knownAt();
  }

  /** The critical reading that was seen first. */
  Placed raisedBy() {
    return critical.stream().min(Placed.BY_ARRIVAL).orElseThrow();
  }

  boolean historic() {
    return critical.stream().allMatch(Placed::late);
  }

  boolean isDowngraded() {
    return confirmation == Alert.Confirmation.DOWNGRADED;
  }

  /** Whether it keeps its full severity and came in time: what can page. */
  boolean isAlarm() {
    return !isDowngraded() && !historic();
  }

  boolean pagesAtOnce() {
    return confirmation == Alert.Confirmation.CONFIRMED
        || first().vitals().meetsAny(rule.pageAtOnce());
  }

  /** When its wait for a repeat ends: counted from receipt, not from measurement. */
  Instant waitsUntil(TrendSettings settings) {
    return first().reading().receivedAt().plus(settings.repeatWait());
  }

  Severity severity() {
    if (!isDowngraded()) {
      return rule.header().severity();
    }
    return stillRaised().isPresent() ? rule.repeat().ifStill() : rule.repeat().otherwise();
  }

  private Optional<Placed> stillRaised() {
    return calmer.stream()
        .filter(placed -> placed.vitals().meetsAny(rule.repeat().still()))
        .findFirst();
  }

  Placed decisiveRepeat() {
    return stillRaised().orElse(calmer.getFirst());
  }
}
