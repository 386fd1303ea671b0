package dev.cuffline.rules.billing;

import dev.cuffline.rules.reading.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What can be billed under one code for one period or month, and why (R50).
 *
 * @param code the code
 * @param units 0 for NONE and BLOCKED; for HOLD what would come out once it is settled
 * @param dateOfService local date; empty where no period exists yet
 * @param period the device period or month, both ends inclusive; empty where none exists yet
 * @param status how far it may go
 * @param reasons all that apply, the threshold's first
 * @param evidence reading ids or time-entry ids
 * @param ruleSet version of the rule set of the date of service
 * @param payerProfile name of the profile
 * @param daysToNext data-days missing to the next tier, or to this one; empty where nothing follows
 * @param secondsToNext seconds missing to this code's next unit or the next tier; empty as above
 * @param unbilledSeconds seconds that only the cap keeps from being billed (R34)
 * @param computedAt the instant of the question
 */
public record Determination(
    BillingCode code,
    int units,
    Optional<LocalDate> dateOfService,
    Optional<DateRange> period,
    Status status,
    List<ReasonCode> reasons,
    List<String> evidence,
    String ruleSet,
    String payerProfile,
    OptionalLong daysToNext,
    OptionalLong secondsToNext,
    long unbilledSeconds,
    Instant computedAt) {
  /** Copies the lists. */
  public Determination {
    reasons = List.copyOf(reasons);
    evidence = List.copyOf(evidence);
  }

  /** The same code for somebody for whom nothing can be billed, for one reason above all others. */
  public Determination blocked(ReasonCode reason) {
    return new Determination(
        code,
        0,
        dateOfService,
        period,
        Status.BLOCKED,
        List.of(reason),
        evidence,
        ruleSet,
        payerProfile,
        OptionalLong.empty(),
        OptionalLong.empty(),
        0,
        computedAt);
  }

  /** The same with one more reason, and never READY. */
  Determination review(ReasonCode reason) {
    return new Determination(
        code,
        units,
        dateOfService,
        period,
        status == Status.READY ? Status.REVIEW : status,
        Stream.concat(reasons.stream(), Stream.of(reason)).distinct().toList(),
        evidence,
        ruleSet,
        payerProfile,
        daysToNext,
        secondsToNext,
        unbilledSeconds,
        computedAt);
  }
}
