package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ENROL;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.Caregiver;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.PatientIdentifier;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestPatients;
import dev.cuffline.rules.reading.PatientId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /patients}. */
final class PatientResource {
  private final Database database;
  private final Registry registry;

  PatientResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/patients", SEE_PATIENTS, this::list),
        Endpoint.post("/patients", ENROL, call -> save(call, Optional.empty(), Mode.CREATE)),
        Endpoint.get("/patients/{patient}", SEE_PATIENTS, this::get),
        Endpoint.put(
            "/patients/{patient}",
            ENROL,
            call -> save(call, Optional.of(call.variable("patient")), Mode.REPLACE)),
        Endpoint.post("/patients/{patient}/test", ENROL, this::markTest),
        Endpoint.get("/test-patients", SEE_PATIENTS, this::tests));
  }

  /** A patient for trying things out. */
  private record Test(PatientId patient) {}

  private Answer markTest(Call call) {
    call.body().done();
    Call.await(registry.markTest(call.practice(), call.patient(), call.actor()));
    return Answer.ok(new Test(call.patient()));
  }

  private Answer tests(Call call) {
    Set<PatientId> all = database.read(s -> TestPatients.of(s, call.practice()));
    return Answer.ok(
        Listing.all(
            all.stream().sorted(Comparator.comparing(PatientId::value)).map(Test::new).toList()));
  }

  private Answer list(Call call) {
    var page = Listing.page(call);
    List<Patient> rows = database.read(s -> RegistryQueries.patients(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id().value())));
  }

  private Answer get(Call call) {
    return Answer.ok(
        database
            .read(s -> RegistryQueries.patient(s, call.practice(), call.patient()))
            .orElseThrow(() -> ProblemException.notFound("patient")));
  }

  private Answer save(Call call, Optional<String> path, Mode mode) {
    JsonIn body = call.body();
    String id = Ids.of(body, path, registry);
    var family = body.text("family");
    var given = body.text("given");
    var birthDate = body.date("birthDate");
    var zone = body.zone("zone");
    var language = body.optionalText("language");
    var identifiers = body.objects("identifiers", PatientResource::identifier);
    var phones = body.texts("phones");
    var caregivers = body.objects("caregivers", PatientResource::caregiver);
    body.done();
    Patient patient =
        new Patient(
            new PatientId(id),
            family,
            given,
            birthDate,
            zone,
            language,
            identifiers,
            phones,
            caregivers);
    Result<Patient> saved = Call.await(registry.save(call.practice(), patient, mode, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/patients/" + id);
  }

  private static PatientIdentifier identifier(JsonIn in) {
    return new PatientIdentifier(in.text("system"), in.text("value"));
  }

  private static Caregiver caregiver(JsonIn in) {
    return new Caregiver(
        in.text("name"), in.optionalText("relationship"), in.optionalText("phone"));
  }
}
