package dev.cuffline.gateway.evaluate;

import dev.cuffline.rules.billing.Checklist;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.Status;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.Finding;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** An answer for people: what can be billed first, then what it rests on. */
final class AnswerText {
  private final StringBuilder text = new StringBuilder();

  private AnswerText() {}

  static String of(Evaluation evaluation) {
    AnswerText answer = new AnswerText();
    answer.write(evaluation);
    return answer.text.toString();
  }

  private void write(Evaluation evaluation) {
    Scenario scenario = evaluation.scenario();
    line(
        "%s, as of %s, payer %s"
            .formatted(scenario.id().orElse("scenario"), scenario.asOf(), scenario.payer().name()));
    heading("Codes");
    evaluation.billing().determinations().stream()
        .filter(d -> d.status() != Status.NONE)
        .forEach(this::determination);
    heading("Documents that are missing");
    evaluation.billing().determinations().forEach(d -> missing(scenario, d));
    heading("Not billable");
    evaluation.billing().determinations().stream()
        .filter(d -> d.status() == Status.NONE)
        .forEach(this::determination);
    heading("Device periods");
    evaluation.billing().devicePeriods().forEach(this::period);
    heading("Care months");
    evaluation.billing().careMonths().forEach(this::month);
    heading("Findings");
    evaluation.trend().findings().forEach(this::finding);
    evaluation.trend().review().forEach(this::finding);
    heading("Alerts");
    evaluation.trend().alerts().forEach(this::alert);
    heading("Exceptions and nudges");
    evaluation
        .billing()
        .exceptions()
        .forEach(e ->
            line(
                "  %s: claim %s of %s"
                    .formatted(e.reason(), e.claim().code(), e.claim().dateOfService())));
    evaluation
        .billing()
        .nudges()
        .forEach(n ->
            line(
                "  %s: period from %s, %d days of slack"
                    .formatted(n.id(), n.period().from(), n.slackDays())));
  }

  private void heading(String words) {
    text.append(words).append('\n');
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private void determination(Determination given) {
    StringJoiner rest = new StringJoiner(", ");
    given.reasons().forEach(reason -> rest.add(reason.name()));
    given.daysToNext().ifPresent(days -> rest.add(days + " days to the next tier"));
    given.secondsToNext().ifPresent(seconds -> rest.add(minutes(seconds) + " to the next unit"));
    line(
        "  %-5s x%d %-9s %-10s %s: %s"
            .formatted(
                given.code(),
                given.units(),
                given.status(),
                given.dateOfService().map(Object::toString).orElse("-"),
                given.period().map(p -> p.from() + ".." + p.to()).orElse("-"),
                rest));
  }

  private void missing(Scenario scenario, Determination determination) {
    for (Checklist.Item item : Checklist.of(scenario.facts(), determination)) {
      if (item.state() == Checklist.State.MISSING) {
        line(
            "  %s of %s: %s%s"
                .formatted(
                    determination.code(),
                    determination.dateOfService().map(Object::toString).orElse("-"),
                    item.words(),
                    item.evidence().isEmpty()
                        ? ""
                        : " (" + String.join(", ", item.evidence()) + ")"));
      }
    }
  }

  private static String minutes(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private void period(DevicePeriod period) {
    line(
        "  %s..%s %s: %d data-days, %d days left, 16 %s%s"
            .formatted(
                period.range().from(),
                period.range().to(),
                period.state(),
                period.days(),
                period.daysLeft(),
                period.reachable16() ? "reachable" : "out of reach",
                period
                    .lastDateToReach16()
                    .map(date -> ", daily from " + date + " at the latest")
                    .orElse("")));
    period
        .held()
        .forEach(r ->
            line("    held      %s %s: %s".formatted(r.date(), r.reading().value(), r.reason())));
    period
        .excluded()
        .forEach(r ->
            line("    excluded  %s %s: %s".formatted(r.date(), r.reading().value(), r.reason())));
  }

  private void month(CareMonth month) {
    line(
        "  %s %s: %s minutes counted, live contacts: %d"
            .formatted(
                month.month(),
                month.state(),
                minutes(month.countedSeconds()),
                month.liveContacts()));
    month
        .uncounted()
        .forEach(u ->
            line(
                "    not counted  %s %s: %s"
                    .formatted(u.entry().value(), minutes(u.seconds()), u.reason())));
  }

  private void finding(Finding finding) {
    line(
        "  %s %-8s %s: %s"
            .formatted(
                finding.at(), finding.severity(), finding.rule().value(), finding.sentence()));
  }

  private void alert(Alert alert) {
    line(
        "  %s %s %s%s%s%s: %s"
            .formatted(
                alert.family(),
                alert.severity(),
                alert.state(),
                alert.confirmation() == Alert.Confirmation.NONE ? "" : ", " + alert.confirmation(),
                alert.historic() ? ", HISTORIC" : "",
                alert.pages() ? ", pages" : "",
                alert.rules().stream().map(Object::toString).collect(Collectors.joining(", "))));
  }
}
