package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When somebody waits for a patient's readings, and how often (billing-rules.md 5.5, MISS rules).
 * Dates are local to the patient.
 *
 * @param perDay readings a day that the order asks for, at least 1
 * @param from first date
 * @param to last date; empty while it goes on
 * @param away dates on which nobody waits: paused, or in a facility
 * @param down spans in which our gateway, the broker or the source was down: no silence
 */
public record Monitoring(
    int perDay, LocalDate from, Optional<LocalDate> to, List<DateRange> away, List<Outage> down) {
  /**
   * Nothing could arrive.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public record Outage(Instant from, Instant to) {}

  /** Copies the lists; refuses an order for no reading. */
  public Monitoring {
    away = List.copyOf(away);
    down = List.copyOf(down);
    if (perDay < 1) {
      throw new IllegalArgumentException("an order asks for at least one reading a day: " + perDay);
    }
  }

  /**
   * From the latest of some first dates to the earliest of some last ones.
   *
   * @param first dates from which on each condition holds; none of them holds from the beginning
   * @param last dates to which each condition holds
   */
  public static Monitoring between(
      int perDay,
      Stream<Optional<LocalDate>> first,
      Stream<Optional<LocalDate>> last,
      List<DateRange> away,
      List<Outage> down) {
    return new Monitoring(
        perDay,
        first.flatMap(Optional::stream).max(LocalDate::compareTo).orElse(LocalDate.MIN),
        last.flatMap(Optional::stream).min(LocalDate::compareTo),
        away,
        down);
  }

  /** The span between two readings that the order leaves. */
  Duration interval() {
    return Duration.ofDays(1).dividedBy(perDay);
  }

  /** Whether readings of a date are waited for. */
  public boolean isActive(LocalDate date) {
    return !date.isBefore(from)
        && to.map(last -> !date.isAfter(last)).orElse(true)
        && away.stream().noneMatch(range -> range.contains(date));
  }

  /** Whether a reading could have come on a date that is waited for. */
  public boolean isWatched(LocalDate date, ZoneId zone) {
    Instant start = date.atStartOfDay(zone).toInstant();
    Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
    return isActive(date)
        && down.stream().noneMatch(out -> !out.from().isAfter(start) && !out.to().isBefore(end));
  }

  /**
   * Since when more time has been waited than so many readings would have taken.
   *
   * @param last the newest reading
   * @param intervals spans between two readings of the order
   * @return not after {@code now}; empty while there is time left
   */
  public Optional<Instant> silentSince(Instant last, int intervals, Instant now, ZoneId zone) {
    Duration over = waited(last, now, zone).minus(interval().multipliedBy(intervals));
    return over.isNegative() ? Optional.empty() : Optional.of(now.minus(over));
  }

  /** Time of a span in which a reading could have come. */
  Duration waited(Instant since, Instant now, ZoneId zone) {
    List<Outage> holes = new ArrayList<>(down);
    for (DateRange range : away) {
      Instant end =
          range.to().equals(LocalDate.MAX)
              ? now
              : range.to().plusDays(1).atStartOfDay(zone).toInstant();
      holes.add(new Outage(range.from().atStartOfDay(zone).toInstant(), end));
    }
    holes.sort(Comparator.comparing(Outage::from));
    Duration waited = Duration.ZERO;
    Instant from = since;
    for (Outage hole : holes) {
      if (hole.from().isAfter(from)) {
        Instant until = hole.from().isBefore(now) ? hole.from() : now;
        waited = waited.plus(until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO);
      }
      from = hole.to().isAfter(from) ? hole.to() : from;
    }
    return now.isAfter(from) ? waited.plus(Duration.between(from, now)) : waited;
  }
}
