package dev.cuffline.rules.caretime;

import dev.cuffline.rules.caretime.TimeVerdict.Counts;
import dev.cuffline.rules.caretime.TimeVerdict.Held;
import dev.cuffline.rules.caretime.TimeVerdict.NotCounted;
import dev.cuffline.rules.caretime.WorkTime.Interval;
import dev.cuffline.rules.caretime.WorkTime.OnDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts one month.
 *
 * @param entries in a fixed order, one per id
 * @param others what performers logged for other patients
 */
record MonthCount(
    YearMonth month,
    List<TimeEntry> entries,
    List<TimeElsewhere> others,
    CareGates gates,
    TimePolicy policy) {
  static final Comparator<TimeEntry> BY_ENTRY =
      Comparator.comparing(TimeEntry::enteredAt).thenComparing(e -> e.id().value());

  private static final Comparator<CarePiece> BY_START =
      Comparator.<CarePiece, Instant>comparing(
              p -> p.when() instanceof Interval(Instant start, Instant end) ? start : Instant.MAX)
          .thenComparing(p -> p.entry().value());

  CareMonth count(Instant asOf) {
    List<CarePiece> pieces = new ArrayList<>();
    List<ContactPiece> contacts = new ArrayList<>();
    for (TimeEntry entry : entries) {
      List<CarePiece> own = pieces(entry);
      pieces.addAll(own);
      if (entry.service() == policy.service() && !own.isEmpty()) {
        entry.live().forEach(c -> contact(entry, c).ifPresent(contacts::add));
      }
    }
    pieces.sort(BY_START);
    contacts.sort(Comparator.comparing(c -> c.entry().value()));
    Instant closesAt = end().plus(policy.entryWindow());
    return new CareMonth(
        month,
        gates.practiceZone(),
        state(asOf, closesAt),
        closesAt,
        CareMonth.seconds(pieces.stream().filter(p -> p.verdict() instanceof Counts).toList()),
        uncounted(pieces),
        pieces,
        contacts);
  }

  private List<CarePiece> pieces(TimeEntry entry) {
    TimeVerdict verdict = CareTime.judge(entry, gates, policy);
    Set<TimeFlag> flags = flags(entry);
    List<CarePiece> pieces = new ArrayList<>();
    switch (entry.when()) {
      case OnDate(LocalDate date, Duration duration) -> {
        if (YearMonth.from(date).equals(month) && !duration.isZero()) {
          pieces.add(piece(entry, entry.when(), verdict, flags));
        }
      }
      case Interval whole -> {
        List<Interval> elsewhere =
            verdict instanceof NotCounted ? List.of() : sameSecondsElsewhere(entry);
        for (Interval part : inMonth(whole)) {
          for (Interval doubled : Union.common(part, elsewhere)) {
            pieces.add(piece(entry, doubled, new Held(TimeReason.DOUBLE_COUNT), flags));
          }
          for (Interval own : Union.without(part, elsewhere)) {
            pieces.add(piece(entry, own, verdict, flags));
          }
        }
      }
    }
    return pieces;
  }

  private static CarePiece piece(
      TimeEntry entry, WorkTime when, TimeVerdict verdict, Set<TimeFlag> flags) {
    return new CarePiece(entry.id(), entry.performer(), when, verdict, flags);
  }

  /**
   * What the same person logged for other services, or for other patients: whose seconds these are
   * is undecided (R27).
   */
  private List<Interval> sameSecondsElsewhere(TimeEntry entry) {
    Stream<Interval> services =
        entries.stream()
            .filter(e -> e.service() != entry.service() && e.performer().equals(entry.performer()))
            .map(TimeEntry::when)
            .filter(Interval.class::isInstance)
            .map(Interval.class::cast);
    Stream<Interval> patients =
        others.stream()
            .filter(o -> o.performer().equals(entry.performer()))
            .map(TimeElsewhere::when);
    return Stream.concat(services, patients).toList();
  }

  private Optional<ContactPiece> contact(TimeEntry entry, LiveContact contact) {
    boolean live = policy.live().contains(contact.modality());
    if (!live && contact.modality() != Modality.IN_PERSON) {
      return Optional.empty();
    }
    TimeVerdict verdict = CareTime.judge(entry, gates, policy);
    return switch (contact.when()) {
      case OnDate(LocalDate date, Duration duration) ->
          YearMonth.from(date).equals(month) && !duration.isZero()
              ? Optional.of(new ContactPiece(entry.id(), contact, verdict, false))
              : Optional.empty();
      case Interval whole -> {
        List<Interval> parts = inMonth(whole);
        if (parts.isEmpty()) {
          yield Optional.empty();
        }
        boolean allDoubled =
            !(verdict instanceof NotCounted)
                && Union.without(parts.getFirst(), sameSecondsElsewhere(entry)).isEmpty();
        yield Optional.of(
            new ContactPiece(
                entry.id(),
                contact,
                allDoubled ? new Held(TimeReason.DOUBLE_COUNT) : verdict,
                whole.start().isBefore(start())));
      }
    };
  }

  private Set<TimeFlag> flags(TimeEntry entry) {
    Set<TimeFlag> flags = EnumSet.noneOf(TimeFlag.class);
    Instant done =
        switch (entry.when()) {
          case Interval(Instant start, Instant end) -> end;
          case OnDate(LocalDate date, Duration duration) -> {
            flags.add(TimeFlag.LOW_EVIDENCE);
            yield date.plusDays(1).atStartOfDay(gates.practiceZone()).toInstant();
          }
        };
    if (entry.enteredAt().isAfter(done.plus(policy.lateAfter()))) {
      flags.add(TimeFlag.LATE_ENTRY);
    }
    return flags;
  }

  /** Held and not counted pieces, and what counted pieces lose to earlier ones. */
  private static List<Uncounted> uncounted(List<CarePiece> byStart) {
    List<Uncounted> uncounted = new ArrayList<>();
    Optional<CarePiece> covering = Optional.empty();
    Instant covered = Instant.MIN;
    for (CarePiece piece : byStart) {
      switch (piece.verdict()) {
        case Held(TimeReason reason) ->
            uncounted.add(new Uncounted(piece.entry(), seconds(piece.when()), reason));
        case NotCounted(TimeReason reason) ->
            uncounted.add(new Uncounted(piece.entry(), seconds(piece.when()), reason));
        case Counts() -> {
          if (!(piece.when() instanceof Interval interval)) {
            continue;
          }
          long lost = Union.elapsed(Union.clip(interval, Instant.MIN, covered)).toSeconds();
          if (lost > 0) {
            boolean colleague =
                covering.filter(c -> !c.performer().equals(piece.performer())).isPresent();
            uncounted.add(
                new Uncounted(
                    piece.entry(),
                    lost,
                    colleague ? TimeReason.CONCURRENT_STAFF : TimeReason.OVERLAPPING_ENTRIES));
          }
          if (interval.end().isAfter(covered)) {
            covered = interval.end();
            covering = Optional.of(piece);
          }
        }
      }
    }
    return uncounted;
  }

  private static long seconds(WorkTime when) {
    return switch (when) {
      case Interval interval -> interval.elapsed().toSeconds();
      case OnDate(LocalDate date, Duration duration) -> duration.toSeconds();
    };
  }

  private MonthState state(Instant asOf, Instant closesAt) {
    if (asOf.isBefore(end())) {
      return MonthState.RUNNING;
    }
    return asOf.isBefore(closesAt) ? MonthState.ENTRY_WINDOW : MonthState.CLOSED;
  }

  private List<Interval> inMonth(Interval interval) {
    return Union.clip(interval, start(), end());
  }

  private Instant start() {
    ZoneId zone = gates.practiceZone();
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }

  private Instant end() {
    return month.plusMonths(1).atDay(1).atStartOfDay(gates.practiceZone()).toInstant();
  }
}
