package dev.cuffline.rules.trend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a patient's readings show, and what somebody must deal with. */
public final class Alerts {
  private static final Comparator<Finding> BY_TIME =
      Comparator.comparing(Finding::at).thenComparing(finding -> finding.rule().value());

  private Alerts() {}

  /**
   * Judges all readings of a patient anew. Pure: the same facts, pack and instant give the same
   * result, and the order of the readings does not matter.
   *
   * <p>An alert that was among {@link PatientFacts#raised()} and is not in the result has left the
   * history after its resolution.
   *
   * @param facts one patient's readings, actions and earlier alerts
   * @param pack the rules in force for this patient
   * @param now as of when waits, snoozes and the review list are judged
   */
  public static TrendResult fold(PatientFacts facts, RulePack pack, Instant now) {
    Timeline timeline = Timeline.of(facts, pack.settings(), now);
    List<Finding> findings = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    List<Instant> dueAt = new ArrayList<>();
    for (CauseFamily family : CauseFamily.values()) {
      FamilyFold.Result result = new FamilyFold(family, facts, pack, timeline, now).fold();
      result.sightings().stream().map(Sighting::finding).forEach(findings::add);
      alerts.addAll(result.alerts());
      result.dueAt().ifPresent(dueAt::add);
    }
    findings.sort(BY_TIME);
    alerts.stream().flatMap(alert -> alert.dueAt().stream()).forEach(dueAt::add);
    Optional<Instant> next = dueAt.stream().min(Comparator.naturalOrder());
    return new TrendResult(findings, alerts, review(timeline, pack), next);
  }

  private static List<Finding> review(Timeline timeline, RulePack pack) {
    return pack.rules().stream()
        .filter(rule -> rule.header().raises() == RuleHeader.Raises.REVIEW)
        .flatMap(rule -> review(rule, timeline, pack))
        .toList();
  }

  private static Stream<Finding> review(Rule rule, Timeline timeline, RulePack pack) {
    return switch (rule) {
      case Rule.Average average -> AverageRules.today(average, timeline, pack.settings()).stream();
      case Rule.Critical _,
          Rule.Sessions _,
          Rule.FlagDates _,
          Rule.TimeDates _,
          Rule.AverageRise _,
          Rule.SessionRise _,
          Rule.Silence _,
          Rule.FewDates _ ->
          Stream.empty();
    };
  }
}
