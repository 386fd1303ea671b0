package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.CareGates;
import dev.cuffline.rules.dataday.DayGates;
import dev.cuffline.rules.dataday.DayLimits;
import dev.cuffline.rules.reading.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts, the payer and the instant that one run of the rules is about. */
record Question(BillingFacts facts, PayerProfile payer, Instant asOf) {
  Enrolment enrolment() {
    return facts.enrolment();
  }

  LocalDate today() {
    return asOf.atZone(facts.practiceZone()).toLocalDate();
  }

  /** The limits of a rule set as the payer changes them. */
  DayLimits limits(RuleSet rules) {
    DayLimits limits = rules.device().limits();
    return new DayLimits(
        limits.futureTolerance(),
        limits.maximumAge(),
        Duration.ofHours(payer.maxLagHours()),
        Duration.ofHours(payer.graceHours()),
        limits.targetDays());
  }

  DayGates dayGates() {
    Enrolment e = enrolment();
    return new DayGates(
        facts.patient(),
        facts.zones(),
        facts.devices(),
        e.orderedOn(),
        e.consentOn(),
        e.consentWithdrawnOn(),
        e.lastDate(),
        e.paused(),
        e.facilityStays());
  }

  CareGates careGates() {
    Enrolment e = enrolment();
    return new CareGates(
        facts.practiceZone(),
        e.billingPractitioner(),
        e.orderedOn(),
        e.consentOn(),
        e.consentWithdrawnOn(),
        e.lastDate(),
        e.paused());
  }

  /**
   * What holds, blocks or asks for review whatever was counted (R1, R3, R4, R6, R7, R5a).
   *
   * @param family codes of which one practitioner bills at most one kind
   */
  Draft gated(
      BillingCode code, DateRange period, LocalDate dateOfService, Set<BillingCode> family) {
    Draft draft = new Draft(code, Optional.of(period));
    Enrolment e = enrolment();
    RuleSet rules = RuleSets.inForceOn(dateOfService);
    if (!Collections.disjoint(e.billedElsewhere(), family)) {
      draft.block(ReasonCode.ONE_PRACTITIONER);
    }
    if (servicesIn(period, rules.neverWith())) {
      draft.block(ReasonCode.RTM_CONFLICT);
    }
    if (e.orderedOn().isEmpty()) {
      draft.hold(ReasonCode.NO_ORDER);
    }
    if (e.consentOn().isEmpty()) {
      draft.hold(ReasonCode.NO_CONSENT);
    } else if (!e.consentCostShare()) {
      draft.review(ReasonCode.CONSENT_NO_COST_SHARE);
    }
    if (!e.establishedPatient()) {
      draft.hold(ReasonCode.NOT_ESTABLISHED);
    }
    if (e.billingPractitioner().isEmpty()) {
      draft.hold(ReasonCode.NO_PRACTITIONER);
    }
    if (payer.conditions().isOrderOld(e.orderedOn(), dateOfService)) {
      draft.hold(ReasonCode.ORDER_RENEWAL);
    }
    if (payer.conditions().isConsentOld(e.consentOn(), dateOfService)) {
      draft.hold(ReasonCode.CONSENT_RENEWAL);
    }
    if (!payer.covers(facts.diagnoses())) {
      draft.hold(ReasonCode.PAYER_COVERAGE);
    }
    conditions(draft, code, dateOfService);
    if (!rules.inForceOn(dateOfService)) {
      draft.review(ReasonCode.RULESET_NOT_CONFIRMED);
    }
    return draft;
  }

  /** What the payer asks for before it pays a code (R7). */
  void conditions(Draft draft, BillingCode code, LocalDate dateOfService) {
    if (payer.conditions().priorAuth().contains(code)) {
      draft.hold(ReasonCode.PAYER_COVERAGE);
    }
    if (payer.conditions().isUsedUp(code, dateOfService, released())) {
      draft.hold(ReasonCode.FREQUENCY_LIMIT);
    }
  }

  /** The claims that were released by then. */
  List<ReleasedClaim> released() {
    return facts.claims().stream().filter(claim -> !claim.releasedAt().isAfter(asOf)).toList();
  }

  /** Whether one of the codes is billed for dates of a period. */
  boolean servicesIn(DateRange period, Collection<BillingCode> codes) {
    return facts.otherServices().stream()
        .anyMatch(s -> codes.contains(s.code()) && s.dates().overlaps(period));
  }
}
