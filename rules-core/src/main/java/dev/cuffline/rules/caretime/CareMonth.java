package dev.cuffline.rules.caretime;

import dev.cuffline.rules.caretime.WorkTime.Interval;
import dev.cuffline.rules.caretime.WorkTime.OnDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One calendar month of management time of one patient, in the practice's zone.
 *
 * @param month the month
 * @param zone the practice's zone
 * @param state running, open for late entries, or closed at the instant of the question
 * @param closesAt the instant from which it is closed
 * @param countedSeconds union of the counted intervals plus durations without instants; a broken
 *     second at the end is dropped, never rounded up (R28)
 * @param uncounted seconds that do not count, with the reason, by start and entry
 * @param pieces every part of every entry in this month, by start and entry
 * @param contacts contacts of entries for this service that ran in this month with a modality that
 *     is live, or in person
 */
public record CareMonth(
    YearMonth month,
    ZoneId zone,
    MonthState state,
    Instant closesAt,
    long countedSeconds,
    List<Uncounted> uncounted,
    List<CarePiece> pieces,
    List<ContactPiece> contacts) {
  /** Copies the lists. */
  public CareMonth {
    uncounted = List.copyOf(uncounted);
    pieces = List.copyOf(pieces);
    contacts = List.copyOf(contacts);
  }

  /** The seconds that would count if these reasons were settled in favour of counting. */
  public long secondsDespite(Set<TimeReason> settled) {
    return seconds(counting(settled));
  }

  /** Live two-way contacts in this month; in person is not among them. */
  public int liveContacts() {
    return liveContactsDespite(Set.of()).size();
  }

  /** Live two-way contacts if these reasons were settled in favour of counting. */
  public List<ContactPiece> liveContactsDespite(Set<TimeReason> settled) {
    return contactsDespite(settled).stream()
        .filter(c -> c.contact().modality() != Modality.IN_PERSON)
        .toList();
  }

  /** Contacts in one room if these reasons were settled in favour of counting. */
  public List<ContactPiece> inPersonContactsDespite(Set<TimeReason> settled) {
    return contactsDespite(settled).stream()
        .filter(c -> c.contact().modality() == Modality.IN_PERSON)
        .toList();
  }

  /** What a person should look at in the time that counts. */
  public Set<TimeFlag> flagsDespite(Set<TimeReason> settled) {
    Set<TimeFlag> flags = EnumSet.noneOf(TimeFlag.class);
    counting(settled).forEach(p -> flags.addAll(p.flags()));
    return flags;
  }

  /** The reasons that hold seconds or contacts of this month. */
  public Set<TimeReason> holds() {
    Set<TimeReason> reasons = EnumSet.noneOf(TimeReason.class);
    for (CarePiece piece : pieces) {
      if (piece.verdict() instanceof TimeVerdict.Held(TimeReason reason)) {
        reasons.add(reason);
      }
    }
    for (ContactPiece contact : contacts) {
      if (contact.verdict() instanceof TimeVerdict.Held(TimeReason reason)) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  /** The entries whose seconds count, by id. */
  public List<EntryId> evidenceDespite(Set<TimeReason> settled) {
    return counting(settled).stream()
        .map(p -> p.entry().value())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(EntryId::new)
        .toList();
  }

  /** The local date on which the counted time reached a number of seconds; empty if it did not. */
  public Optional<LocalDate> dateReaching(long seconds, Set<TimeReason> settled) {
    Duration sum = Duration.ZERO;
    for (var day : byDate(settled).entrySet()) {
      sum = sum.plus(day.getValue());
      if (sum.toSeconds() >= seconds) {
        return Optional.of(day.getKey());
      }
    }
    return Optional.empty();
  }

  /** The counted time of each local date that has any, if these reasons were settled. */
  public SortedMap<LocalDate, Duration> byDate(Set<TimeReason> settled) {
    SortedMap<LocalDate, Duration> byDate = new TreeMap<>();
    for (CarePiece piece : counting(settled)) {
      if (piece.when() instanceof OnDate(LocalDate date, Duration duration)) {
        byDate.merge(date, duration, Duration::plus);
      }
    }
    for (Interval interval : Union.of(intervals(counting(settled)))) {
      LocalDate last = interval.end().atZone(zone).toLocalDate();
      for (LocalDate d = interval.start().atZone(zone).toLocalDate();
          !d.isAfter(last);
          d = d.plusDays(1)) {
        Instant from = d.atStartOfDay(zone).toInstant();
        Instant to = d.plusDays(1).atStartOfDay(zone).toInstant();
        byDate.merge(d, Union.elapsed(Union.clip(interval, from, to)), Duration::plus);
      }
    }
    return byDate;
  }

  static long seconds(List<CarePiece> counting) {
    Duration elapsed = Union.elapsed(Union.of(intervals(counting)));
    for (CarePiece piece : counting) {
      if (piece.when() instanceof OnDate(LocalDate date, Duration duration)) {
        elapsed = elapsed.plus(duration);
      }
    }
    return elapsed.toSeconds();
  }

  private List<ContactPiece> contactsDespite(Set<TimeReason> settled) {
    return contacts.stream()
        .filter(c ->
            switch (c.verdict()) {
              case TimeVerdict.Counts() -> true;
              case TimeVerdict.Held(TimeReason reason) -> settled.contains(reason);
              case TimeVerdict.NotCounted(TimeReason reason) -> settled.contains(reason);
            })
        .toList();
  }

  private List<CarePiece> counting(Set<TimeReason> settled) {
    return pieces.stream().filter(p -> p.countsDespite(settled)).toList();
  }

  private static List<Interval> intervals(List<CarePiece> pieces) {
    return pieces.stream()
        .map(CarePiece::when)
        .filter(Interval.class::isInstance)
        .map(Interval.class::cast)
        .toList();
  }
}
