package dev.cuffline.rules.trend;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Rules over readings that do not come. They are judged as of now, and close by themselves when a
 * reading comes; before the first reading of all there is nothing that they could speak of.
 */
final class AdherenceRules {
  private AdherenceRules() {}

  /** Since the newest reading, whatever its value is worth: it came. */
  static List<Sighting> judge(
      Rule.Silence rule,
      Timeline timeline,
      Segment segment,
      Monitoring monitoring,
      ZoneId zone,
      Instant now) {
    Optional<Placed> last = last(timeline, segment, now);
    if (last.isEmpty() || !monitoring.isActive(timeline.today())) {
      return List.of();
    }
    Optional<Instant> since = monitoring.silentSince(last.get().at(), rule.intervals(), now, zone);
    if (since.isEmpty()) {
      return List.of();
    }
    String sentence =
        "No reading for %d h, ordered %s"
            .formatted(
                monitoring.waited(last.get().at(), now, zone).toHours(),
                monitoring.perDay() == 1 ? "daily" : monitoring.perDay() + " times a day");
    return List.of(sighting(rule.header(), last.get(), since.get(), sentence));
  }

  /** Over the last local dates, today included, when readings could come on all of them. */
  static List<Sighting> judge(
      Rule.FewDates rule,
      Timeline timeline,
      Segment segment,
      Monitoring monitoring,
      ZoneId zone,
      Instant now) {
    LocalDate oldest = timeline.today().minusDays(rule.dates() - 1L);
    boolean isMonitored =
        oldest
            .datesUntil(timeline.today().plusDays(1))
            .allMatch(date -> monitoring.isWatched(date, zone));
    Optional<Placed> last = last(timeline, segment, now);
    if (last.isEmpty() || !isMonitored) {
      return List.of();
    }
    long dates =
        timeline.readings().stream()
            .filter(placed -> !placed.at().isAfter(now))
            .map(Placed::date)
            .filter(date -> !date.isBefore(oldest) && !date.isAfter(timeline.today()))
            .distinct()
            .count();
    if (dates >= rule.fewerThan()) {
      return List.of();
    }
    String sentence = "Readings on %d of the last %d days".formatted(dates, rule.dates());
    return List.of(
        sighting(
            rule.header(), last.get(), timeline.today().atStartOfDay(zone).toInstant(), sentence));
  }

  private static Optional<Placed> last(Timeline timeline, Segment segment, Instant now) {
    return timeline.readings().stream()
        .filter(placed -> !placed.at().isAfter(now))
        .filter(segment::holds)
        .reduce((earlier, later) -> later);
  }

  private static Sighting sighting(RuleHeader header, Placed last, Instant at, String sentence) {
    Finding finding =
        new Finding(
            header.id(),
            header.severity(),
            header.family(),
            at,
            List.of(last.id()),
            false,
            sentence);
    return new Sighting(
        finding, last, header.raises() == RuleHeader.Raises.ALERT, Optional.empty());
  }
}
