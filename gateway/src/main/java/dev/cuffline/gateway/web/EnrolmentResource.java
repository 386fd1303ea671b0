package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ENROL;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.Consent;
import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.registry.Enrolment;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Order;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.registry.SetUp;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.util.List;
import java.util.Optional;

/** {@code /enrolments}. */
final class EnrolmentResource {
  private static final Order DAILY = new Order(Optional.empty(), Optional.empty(), 1);

  private final Database database;
  private final Registry registry;

  EnrolmentResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/enrolments", SEE_PATIENTS, this::list),
        Endpoint.post("/enrolments", ENROL, call -> save(call, Optional.empty(), Mode.CREATE)),
        Endpoint.get("/enrolments/{enrolment}", SEE_PATIENTS, this::get),
        Endpoint.put(
            "/enrolments/{enrolment}",
            ENROL,
            call -> save(call, Optional.of(call.variable("enrolment")), Mode.REPLACE)));
  }

  private Answer list(Call call) {
    Optional<PatientId> patient =
        call.parameter("patient").map(id -> new PatientId(Identifier.require(id, "patient")));
    if (patient.isPresent()) {
      return Answer.ok(
          Listing.all(
              database.read(s -> RegistryQueries.enrolments(s, call.practice(), patient.get()))));
    }
    var page = Listing.page(call);
    List<Enrolment> rows = database.read(s -> RegistryQueries.enrolments(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id())));
  }

  private Answer get(Call call) {
    return Answer.ok(find(call).orElseThrow(() -> ProblemException.notFound("enrolment")));
  }

  private Optional<Enrolment> find(Call call) {
    return database.read(
        s -> RegistryQueries.enrolment(s, call.practice(), call.variable("enrolment")));
  }

  private Answer save(Call call, Optional<String> path, Mode mode) {
    JsonIn body = call.body();
    String id = Ids.of(body, path, registry);
    var patient = body.text("patient");
    var practitioner = body.text("practitioner");
    var payerProfile = body.text("payerProfile");
    var diagnoses = body.texts("diagnoses");
    var order = body.object("order", EnrolmentResource::order).orElse(DAILY);
    var consent = body.object("consent", EnrolmentResource::consent).orElse(Consent.NONE);
    var established = body.flag("establishedPatient", false);
    var anchor = body.optionalDate("anchor");
    var setUp = body.object("setUp", EnrolmentResource::setUp).orElse(SetUp.NONE);
    var startedOn = body.date("startedOn");
    var endedOn = body.optionalDate("endedOn");
    body.done();
    Enrolment enrolment =
        new Enrolment(
            id,
            new PatientId(Identifier.require(patient, "patient")),
            practitioner,
            payerProfile,
            diagnoses,
            order,
            consent,
            established,
            anchor,
            setUp,
            startedOn,
            endedOn);
    Result<Enrolment> saved =
        Call.await(registry.save(call.practice(), enrolment, mode, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/enrolments/" + id);
  }

  private static Order order(JsonIn in) {
    return new Order(
        in.optionalDate("on"),
        in.optionalDate("endsOn"),
        Math.toIntExact(in.optionalNumber("frequencyPerDay").orElse(1L)),
        in.optionalText("identifier"));
  }

  private static Consent consent(JsonIn in) {
    return new Consent(
        in.optionalDate("on"),
        in.optionalWord("method", ConsentMethod.class),
        in.flag("costShare", false),
        in.optionalDate("withdrawnOn"));
  }

  private static SetUp setUp(JsonIn in) {
    return new SetUp(in.optionalDate("on"), in.flag("billed", false));
  }
}
