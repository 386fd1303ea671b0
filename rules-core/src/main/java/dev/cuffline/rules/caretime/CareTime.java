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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges time entries for the management clock. Pure; no order of the entries is assumed. */
public final class CareTime {
  private CareTime() {}

  /**
   * Whether an entry counts, looked at alone (R36 to R38): overlaps with others are found by {@link
   * #months}. Where several reasons apply, one that a person cannot mend comes before one that
   * holds.
   */
  public static TimeVerdict judge(TimeEntry entry, CareGates gates, TimePolicy policy) {
    if (entry.service() != policy.service()) {
      return new NotCounted(TimeReason.OTHER_SERVICE);
    }
    if (entry.role() == Role.BOT) {
      return new NotCounted(TimeReason.BOT);
    }
    if (!policy.eligible().contains(entry.role())) {
      return new NotCounted(TimeReason.ROLE_NOT_ELIGIBLE);
    }
    if (!policy.countable().contains(entry.activity())) {
      return new NotCounted(TimeReason.ACTIVITY_NOT_COUNTABLE);
    }
    if (gates
        .billingPractitioner()
        .filter(p -> !p.equals(entry.billingPractitioner()))
        .isPresent()) {
      return new NotCounted(TimeReason.ONE_PRACTITIONER);
    }
    Optional<TimeReason> outside = outside(dateOf(entry.when(), gates.practiceZone()), gates);
    if (outside.isPresent()) {
      return new NotCounted(outside.get());
    }
    boolean documented = !entry.dataActedUpon().isEmpty() && !entry.action().isBlank();
    if (!documented && !policy.countPassiveReview()) {
      return new NotCounted(TimeReason.NO_ACTION_DOCUMENTED);
    }
    return held(entry, gates, policy).<TimeVerdict>map(Held::new).orElseGet(Counts::new);
  }

  /**
   * The care months from one month to another, both inclusive, with empty ones.
   *
   * @param entries of one patient, for every service; of one id the first written down stands
   * @param elsewhere what the performers logged for other patients
   * @param asOf entries written down later are left out
   */
  public static List<CareMonth> months(
      Collection<TimeEntry> entries,
      Collection<TimeElsewhere> elsewhere,
      CareGates gates,
      TimePolicy policy,
      YearMonth from,
      YearMonth to,
      Instant asOf) {
    Set<EntryId> ids = new HashSet<>();
    List<TimeEntry> known =
        entries.stream()
            .sorted(MonthCount.BY_ENTRY)
            .filter(e -> !e.enteredAt().isAfter(asOf))
            .filter(e -> ids.add(e.id()))
            .toList();
    List<CareMonth> months = new ArrayList<>();
    for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
      months.add(new MonthCount(month, known, List.copyOf(elsewhere), gates, policy).count(asOf));
    }
    return List.copyOf(months);
  }

  /** The date on which work began, in the practice's zone. */
  public static LocalDate dateOf(WorkTime when, ZoneId practiceZone) {
    return switch (when) {
      case Interval(Instant start, Instant end) -> start.atZone(practiceZone).toLocalDate();
      case OnDate(LocalDate date, Duration duration) -> date;
    };
  }

  private static Optional<TimeReason> held(TimeEntry entry, CareGates gates, TimePolicy policy) {
    if (gates.orderedOn().isEmpty()) {
      return Optional.of(TimeReason.NO_ORDER);
    }
    if (gates.consentOn().isEmpty()) {
      return Optional.of(TimeReason.NO_CONSENT);
    }
    if (entry.credential().filter(c -> !c.isBlank()).isEmpty()) {
      return Optional.of(TimeReason.NO_CREDENTIAL);
    }
    return policy.supervised().contains(entry.role()) && entry.supervisor().isEmpty()
        ? Optional.of(TimeReason.NO_SUPERVISOR)
        : Optional.empty();
  }

  private static Optional<TimeReason> outside(LocalDate date, CareGates gates) {
    if (gates.orderedOn().filter(date::isBefore).isPresent()) {
      return Optional.of(TimeReason.NO_ORDER);
    }
    boolean beforeConsent = gates.consentOn().filter(date::isBefore).isPresent();
    boolean withdrawn = gates.consentWithdrawnOn().filter(w -> !date.isBefore(w)).isPresent();
    if (beforeConsent || withdrawn) {
      return Optional.of(TimeReason.NO_CONSENT);
    }
    if (gates.endedOn().filter(date::isAfter).isPresent()) {
      return Optional.of(TimeReason.NOT_ENROLLED);
    }
    return gates.paused().stream().anyMatch(p -> p.contains(date))
        ? Optional.of(TimeReason.PAUSED)
        : Optional.empty();
  }
}
