package dev.cuffline.rules.dataday;

import dev.cuffline.rules.dataday.DayVerdict.Counts;
import dev.cuffline.rules.dataday.DayVerdict.Excluded;
import dev.cuffline.rules.dataday.DayVerdict.Held;
import dev.cuffline.rules.reading.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts one period. */
final class PeriodCount {
  private PeriodCount() {}

  /** Readings are those of this period, in order of measurement. */
  static DevicePeriod count(
      DateRange block,
      List<JudgedReading> readings,
      DayGates gates,
      DayLimits limits,
      Instant asOf) {
    Optional<LocalDate> cut = gates.endedOn().filter(end -> end.isBefore(block.to()));
    DateRange range =
        new DateRange(block.from(), cut.filter(c -> !c.isBefore(block.from())).orElse(block.to()));
    Instant end = range.to().plusDays(1).atStartOfDay(gates.zones().on(range.to())).toInstant();
    Instant closesAt = end.plus(limits.grace());
    SortedMap<LocalDate, DataDay> days = new TreeMap<>();
    List<NotCounted> held = new ArrayList<>();
    List<NotCounted> excluded = new ArrayList<>();
    for (JudgedReading reading : readings) {
      switch (reading.verdict()) {
        case Counts(LocalDate date, boolean batch) when reading.receivedAt().isBefore(closesAt) ->
            days.merge(
                date,
                new DataDay(date, reading.reading(), batch),
                (a, b) -> new DataDay(date, a.reading(), a.batchUpload() && b.batchUpload()));
        case Counts(LocalDate date, boolean batch) ->
            excluded.add(new NotCounted(date, reading.reading(), DayReason.RECEIVED_AFTER_CLOSE));
        case Held(LocalDate date, DayReason reason) ->
            held.add(new NotCounted(date, reading.reading(), reason));
        case Excluded(LocalDate date, DayReason reason) ->
            excluded.add(new NotCounted(date, reading.reading(), reason));
      }
    }
    LocalDate today = gates.zones().dateOf(asOf);
    int left = daysLeft(range, today, days.containsKey(today));
    int missing = limits.targetDays() - days.size();
    boolean reachable = missing <= left;
    return new DevicePeriod(
        range,
        List.copyOf(days.values()),
        held,
        excluded,
        state(asOf, end, closesAt),
        closesAt,
        !range.equals(block),
        left,
        reachable,
        reachable && missing > 0
            ? Optional.of(range.to().minusDays(missing - 1L))
            : Optional.empty());
  }

  private static int daysLeft(DateRange range, LocalDate today, boolean todayCounted) {
    LocalDate from = today.isBefore(range.from()) ? range.from() : today;
    if (from.isAfter(range.to())) {
      return 0;
    }
    return (int) ChronoUnit.DAYS.between(from, range.to()) + (todayCounted ? 0 : 1);
  }

  private static PeriodState state(Instant asOf, Instant end, Instant closesAt) {
    if (asOf.isBefore(end)) {
      return PeriodState.RUNNING;
    }
    return asOf.isBefore(closesAt) ? PeriodState.GRACE : PeriodState.CLOSED;
  }
}
