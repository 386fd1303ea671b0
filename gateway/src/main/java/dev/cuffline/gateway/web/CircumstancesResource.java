package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ENROL;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.Circumstances;
import dev.cuffline.gateway.registry.Circumstances.Payer;
import dev.cuffline.gateway.registry.Circumstances.ServiceDates;
import dev.cuffline.gateway.registry.Circumstances.Span;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.store.Database;
import java.util.List;

/** {@code /enrolments/{enrolment}/circumstances}: pauses, stays, payers and other services. */
final class CircumstancesResource {
  private static final String PATH = "/enrolments/{enrolment}/circumstances";

  private final Database database;
  private final Registry registry;

  CircumstancesResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, SEE_PATIENTS, this::get), Endpoint.put(PATH, ENROL, this::put));
  }

  private Answer get(Call call) {
    String enrolment = call.variable("enrolment");
    return Answer.ok(
        database.read(s -> {
          if (RegistryQueries.enrolment(s, call.practice(), enrolment).isEmpty()) {
            throw ProblemException.notFound("enrolment");
          }
          return RegistryQueries.circumstances(s, call.practice(), enrolment);
        }));
  }

  private Answer put(Call call) {
    JsonIn body = call.body();
    String enrolment = call.variable("enrolment");
    var paused = body.objects("paused", CircumstancesResource::span);
    var stays = body.objects("facilityStays", CircumstancesResource::span);
    var payers = body.objects("payers", in -> new Payer(in.date("from"), in.text("payerProfile")));
    var services =
        body.objects(
            "otherServices",
            in -> new ServiceDates(in.text("code"), in.date("from"), in.optionalDate("to")));
    var elsewhere = body.texts("billedElsewhere");
    body.done();
    Circumstances circumstances =
        new Circumstances(enrolment, paused, stays, payers, services, elsewhere);
    Result<Circumstances> saved =
        Call.await(registry.save(call.practice(), circumstances, call.actor()));
    return Answer.saved(
        saved.value(), saved.saved(), "/enrolments/" + enrolment + "/circumstances");
  }

  private static Span span(JsonIn in) {
    return new Span(in.date("from"), in.optionalDate("to"));
  }
}
