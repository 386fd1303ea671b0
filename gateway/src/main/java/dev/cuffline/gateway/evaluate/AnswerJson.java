package dev.cuffline.gateway.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.rules.billing.BillingException;
import dev.cuffline.rules.billing.BillingNudge;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.Uncounted;
import dev.cuffline.rules.dataday.DataDay;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.dataday.NotCounted;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.Finding;
import java.util.Collection;

/** An answer as JSON: lists in order of time, instants in UTC, dates local to their zone. */
final class AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerJson() {}

  static ObjectNode of(Evaluation evaluation) {
    ObjectNode answer = JSON.objectNode();
    evaluation.scenario().id().ifPresent(id -> answer.put("id", id));
    ArrayNode determinations = answer.putArray("determinations");
    evaluation.billing().determinations().forEach(d -> determinations.add(determination(d)));
    ArrayNode periods = answer.putArray("devicePeriods");
    evaluation.billing().devicePeriods().forEach(p -> periods.add(period(p)));
    ArrayNode months = answer.putArray("careMonths");
    evaluation.billing().careMonths().forEach(m -> months.add(month(m)));
    ArrayNode findings = answer.putArray("findings");
    evaluation.trend().findings().forEach(f -> findings.add(finding(f)));
    evaluation.trend().review().forEach(f -> findings.add(finding(f).put("review", true)));
    ArrayNode alerts = answer.putArray("alerts");
    evaluation.trend().alerts().forEach(a -> alerts.add(alert(a)));
    ArrayNode exceptions = answer.putArray("exceptions");
    evaluation.billing().exceptions().forEach(e -> exceptions.add(exception(e)));
    ArrayNode nudges = answer.putArray("billingNudges");
    evaluation.billing().nudges().forEach(n -> nudges.add(nudge(n)));
    return answer;
  }

  private static ObjectNode determination(Determination given) {
    ObjectNode node =
        JSON.objectNode().put("code", given.code().value()).put("units", given.units());
    given.dateOfService().ifPresent(date -> node.put("dos", date.toString()));
    given.period().ifPresent(period -> node.set("period", range(period)));
    node.put("status", given.status().name());
    node.set("reasons", texts(given.reasons()));
    node.set("evidence", texts(given.evidence()));
    node.put("ruleSet", given.ruleSet()).put("payerProfile", given.payerProfile());
    given.daysToNext().ifPresent(days -> node.put("daysToNext", days));
    given.secondsToNext().ifPresent(seconds -> node.put("secondsToNext", seconds));
    if (given.unbilledSeconds() > 0) {
      node.put("unbilledSeconds", given.unbilledSeconds());
    }
    return node;
  }

  private static ObjectNode range(DateRange range) {
    return JSON.objectNode().put("from", range.from().toString()).put("to", range.to().toString());
  }

  private static ArrayNode texts(Collection<?> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> array.add(value.toString()));
    return array;
  }

  private static ObjectNode period(DevicePeriod period) {
    ObjectNode node = range(period.range()).put("state", period.state().name());
    ArrayNode days = node.putArray("dataDays");
    ArrayNode made = node.putArray("dataDayReadings");
    for (DataDay day : period.dataDays()) {
      days.add(day.date().toString());
      made.add(day.reading().value());
    }
    ArrayNode held = node.putArray("held");
    period.held().forEach(reading -> held.add(notCounted(reading)));
    ArrayNode excluded = node.putArray("excluded");
    period.excluded().forEach(reading -> excluded.add(notCounted(reading)));
    node.put("daysLeft", period.daysLeft()).put("reachable16", period.reachable16());
    node.put("lastDateToReach16", period.lastDateToReach16().map(Object::toString).orElse(null));
    return node;
  }

  private static ObjectNode notCounted(NotCounted reading) {
    return JSON.objectNode()
        .put("date", reading.date().toString())
        .put("reading", reading.reading().value())
        .put("reason", reading.reason().name());
  }

  private static ObjectNode month(CareMonth month) {
    ObjectNode node =
        JSON.objectNode()
            .put("month", month.month().toString())
            .put("state", month.state().name())
            .put("countedSeconds", month.countedSeconds());
    ArrayNode uncounted = node.putArray("uncounted");
    for (Uncounted part : month.uncounted()) {
      uncounted.add(
          JSON.objectNode()
              .put("entry", part.entry().value())
              .put("seconds", part.seconds())
              .put("reason", part.reason().name()));
    }
    return node.put("liveContacts", month.liveContacts());
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode node =
        JSON.objectNode()
            .put("rule", finding.rule().value())
            .put("family", finding.family().name())
            .put("severity", finding.severity().name())
            .put("at", finding.at().toString())
            .put("historic", finding.historic());
    node.set("evidence", texts(finding.evidence()));
    return node.put("sentence", finding.sentence());
  }

  private static ObjectNode alert(Alert alert) {
    ObjectNode node =
        JSON.objectNode()
            .put("family", alert.family().name())
            .put("severity", alert.severity().name())
            .put("state", alert.state().name())
            .put("confirmation", alert.confirmation().name())
            .put("historic", alert.historic())
            .put("pages", alert.pages());
    node.set("rules", texts(alert.rules()));
    node.set("evidence", texts(alert.evidence()));
    alert.dueAt().ifPresent(due -> node.put("dueAt", due.toString()));
    return node;
  }

  private static ObjectNode exception(BillingException exception) {
    return JSON.objectNode()
        .put("code", exception.reason().name())
        .put("claim", exception.claim().code() + " " + exception.claim().dateOfService());
  }

  private static ObjectNode nudge(BillingNudge nudge) {
    ObjectNode node = JSON.objectNode().put("id", nudge.id()).put("slackDays", nudge.slackDays());
    node.set("period", range(nudge.period()));
    return node;
  }
}
