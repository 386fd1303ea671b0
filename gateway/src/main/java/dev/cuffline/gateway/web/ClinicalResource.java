package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.HANDLE_ALERTS;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.AlertActionDraft;
import dev.cuffline.gateway.registry.AlertActions;
import dev.cuffline.gateway.registry.AlertOutcome;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A patient's readings, findings and alerts, and what people do about an alert. */
final class ClinicalResource {
  private final Database database;
  private final Registry registry;
  private final AlertActions hook;
  private final DerivedQueries derived;

  ClinicalResource(WebParts parts, DerivedQueries derived) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.hook = parts.alertActions();
    this.derived = derived;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/patients/{patient}/readings", SEE_PATIENTS, this::readings),
        Endpoint.get("/patients/{patient}/findings", SEE_PATIENTS, this::findings),
        Endpoint.get("/patients/{patient}/alerts", SEE_PATIENTS, this::alertsOf),
        Endpoint.get("/alerts", SEE_PATIENTS, this::alerts),
        Endpoint.get("/alerts/{alert}/actions", SEE_PATIENTS, this::actions),
        Endpoint.post(
            "/alerts/{alert}/acknowledge",
            HANDLE_ALERTS,
            call -> act(call, AlertAction.Kind.ACKNOWLEDGE)),
        Endpoint.post(
            "/alerts/{alert}/snooze", HANDLE_ALERTS, call -> act(call, AlertAction.Kind.SNOOZE)),
        Endpoint.post(
            "/alerts/{alert}/contact", HANDLE_ALERTS, call -> act(call, AlertAction.Kind.CONTACT)),
        Endpoint.post(
            "/alerts/{alert}/resolve", HANDLE_ALERTS, call -> act(call, AlertAction.Kind.RESOLVE)));
  }

  private Answer readings(Call call) {
    DerivedQueries.Window window =
        new DerivedQueries.Window(call.instant("from"), call.instant("to"));
    List<ReadingView> rows =
        derived
            .readings(call.practice(), call.patient(), window, call.cursor(2), call.limit() + 1)
            .orElseThrow(() -> ProblemException.notFound("patient"));
    return Answer.ok(
        Listing.of(rows, call.limit(), row -> List.of(row.measuredAt().toString(), row.id())));
  }

  private void requirePatient(Call call) {
    if (database.read(s -> RegistryQueries.patient(s, call.practice(), call.patient())).isEmpty()) {
      throw ProblemException.notFound("patient");
    }
  }

  private Answer findings(Call call) {
    requirePatient(call);
    List<FindingView> rows =
        derived.findings(call.practice(), call.patient(), call.cursor(2), call.limit() + 1);
    return Answer.ok(
        Listing.of(rows, call.limit(), row -> List.of(row.at().toString(), row.rule())));
  }

  private Answer alertsOf(Call call) {
    requirePatient(call);
    List<AlertView> rows =
        derived.alertsOf(call.practice(), call.patient(), call.cursor(2), call.limit() + 1);
    return Answer.ok(
        Listing.of(rows, call.limit(), row -> List.of(row.raisedAt().toString(), row.id())));
  }

  private Answer alerts(Call call) {
    List<AlertView> rows = derived.openAlerts(call.practice(), call.cursor(3), call.limit() + 1);
    return Answer.ok(Listing.of(rows, call.limit(), DerivedQueries::openKey));
  }

  private Answer actions(Call call) {
    return Answer.ok(
        Listing.all(
            database.read(
                s -> RegistryQueries.alertActions(s, call.practice(), call.variable("alert")))));
  }

  private Answer act(Call call, AlertAction.Kind kind) {
    JsonIn body = call.body();
    String note = body.optionalText("note").orElse("");
    Optional<Instant> until =
        kind == AlertAction.Kind.SNOOZE ? Optional.of(body.instant("until")) : Optional.empty();
    Optional<AlertOutcome> outcome =
        kind == AlertAction.Kind.RESOLVE
            ? Optional.of(body.word("outcome", AlertOutcome.class))
            : Optional.empty();
    body.done();
    AlertActionDraft draft =
        new AlertActionDraft(call.variable("alert"), kind, until, outcome, note);
    AlertAction action = Call.await(registry.act(call.practice(), draft, call.actor(), hook));
    return Answer.created(action, "/alerts/" + action.alert() + "/actions");
  }
}
