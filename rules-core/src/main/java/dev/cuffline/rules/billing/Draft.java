package dev.cuffline.rules.billing;

import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One determination while its reasons are gathered; lives inside one method. */
final class Draft {
  private final BillingCode code;
  private final Optional<DateRange> period;
  private final Set<ReasonCode> notes = new LinkedHashSet<>();
  private final Set<ReasonCode> blocks = EnumSet.noneOf(ReasonCode.class);
  private final Set<ReasonCode> holds = EnumSet.noneOf(ReasonCode.class);
  private final Set<ReasonCode> reviews = EnumSet.noneOf(ReasonCode.class);
  private final Set<ReasonCode> projections = EnumSet.noneOf(ReasonCode.class);

  Draft(BillingCode code, Optional<DateRange> period) {
    this.code = code;
    this.period = period;
  }

  Draft note(ReasonCode reason) {
    notes.add(reason);
    return this;
  }

  Draft notes(Collection<ReasonCode> reasons) {
    notes.addAll(reasons);
    return this;
  }

  Draft block(ReasonCode reason) {
    blocks.add(reason);
    return this;
  }

  Draft hold(ReasonCode reason) {
    holds.add(reason);
    return this;
  }

  Draft review(ReasonCode reason) {
    reviews.add(reason);
    return this;
  }

  Draft project(ReasonCode reason) {
    projections.add(reason);
    return this;
  }

  /** What is counted so far, and how much is missing. */
  record Figures(
      int units,
      Optional<LocalDate> dateOfService,
      List<String> evidence,
      OptionalLong daysToNext,
      OptionalLong secondsToNext,
      long unbilledSeconds) {
    static Figures none() {
      return new Figures(
          0, Optional.empty(), List.of(), OptionalLong.empty(), OptionalLong.empty(), 0);
    }
  }

  Determination build(Figures figures, Question question) {
    Status status = status(figures.units());
    List<ReasonCode> reasons = new ArrayList<>(new LinkedHashSet<>(reasons(status)));
    LocalDate date =
        figures.dateOfService().or(() -> period.map(DateRange::to)).orElseGet(question::today);
    boolean counts = status != Status.NONE && status != Status.BLOCKED;
    return new Determination(
        code,
        counts ? figures.units() : 0,
        figures.dateOfService(),
        period,
        status,
        reasons,
        figures.evidence(),
        RuleSets.inForceOn(date).version(),
        question.payer().name(),
        figures.daysToNext(),
        figures.secondsToNext(),
        figures.unbilledSeconds(),
        question.asOf());
  }

  private List<ReasonCode> reasons(Status status) {
    List<ReasonCode> reasons = new ArrayList<>(notes);
    if (status != Status.NONE) {
      reasons.addAll(blocks);
      reasons.addAll(holds);
      reasons.addAll(reviews);
    }
    reasons.addAll(projections);
    return reasons;
  }

  private Status status(int units) {
    if (units == 0) {
      return Status.NONE;
    }
    if (!blocks.isEmpty()) {
      return Status.BLOCKED;
    }
    if (!holds.isEmpty()) {
      return Status.HOLD;
    }
    if (!projections.isEmpty()) {
      return Status.PROJECTED;
    }
    return reviews.isEmpty() ? Status.READY : Status.REVIEW;
  }
}
