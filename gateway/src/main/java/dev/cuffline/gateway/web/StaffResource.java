package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ADMINISTER;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Npi;
import dev.cuffline.gateway.registry.Practitioner;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.registry.Role;
import dev.cuffline.gateway.registry.Staff;
import dev.cuffline.gateway.registry.Supervision;
import dev.cuffline.gateway.store.Database;
import java.util.List;
import java.util.Optional;

/** {@code /practitioners}, {@code /staff} and who supervises whom. */
final class StaffResource {
  /** Well-formed; stands in until the body is refused. */
  private static final Npi STAND_IN = new Npi("1234567893");

  private final Database database;
  private final Registry registry;

  StaffResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/practitioners", SEE_PATIENTS, this::practitioners),
        Endpoint.post(
            "/practitioners",
            ADMINISTER,
            call -> practitioner(call, Optional.empty(), Mode.CREATE)),
        Endpoint.put(
            "/practitioners/{practitioner}",
            ADMINISTER,
            call -> practitioner(call, Optional.of(call.variable("practitioner")), Mode.REPLACE)),
        Endpoint.get("/staff", SEE_PATIENTS, this::staff),
        Endpoint.post("/staff", ADMINISTER, call -> staff(call, Optional.empty(), Mode.CREATE)),
        Endpoint.put(
            "/staff/{staff}",
            ADMINISTER,
            call -> staff(call, Optional.of(call.variable("staff")), Mode.REPLACE)),
        Endpoint.get("/staff/{staff}/supervisions", SEE_PATIENTS, this::supervisions),
        Endpoint.post("/staff/{staff}/supervisions", ADMINISTER, this::supervise));
  }

  private Answer practitioners(Call call) {
    var page = Listing.page(call);
    List<Practitioner> rows =
        database.read(s -> RegistryQueries.practitioners(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id())));
  }

  private Answer practitioner(Call call, Optional<String> path, Mode mode) {
    JsonIn body = call.body();
    String id = Ids.of(body, path, registry);
    Npi npi = body.parsed("npi", Npi::new, "must be an NPI").orElse(STAND_IN);
    body.text("npi");
    var family = body.text("family");
    var given = body.text("given");
    body.done();
    Practitioner practitioner = new Practitioner(id, npi, family, given);
    Result<Practitioner> saved =
        Call.await(registry.save(call.practice(), practitioner, mode, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/practitioners/" + id);
  }

  private Answer staff(Call call) {
    var page = Listing.page(call);
    List<Staff> rows = database.read(s -> RegistryQueries.staff(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id())));
  }

  private Answer staff(Call call, Optional<String> path, Mode mode) {
    JsonIn body = call.body();
    String id = Ids.of(body, path, registry);
    var name = body.text("name");
    Role role = body.word("role", Role.class);
    var credential = body.optionalText("credential");
    body.done();
    Staff staff = new Staff(id, name, role, credential);
    Result<Staff> saved = Call.await(registry.save(call.practice(), staff, mode, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/staff/" + id);
  }

  private Answer supervisions(Call call) {
    String staff = call.variable("staff");
    return Answer.ok(
        Listing.all(
            database.read(s -> {
              if (RegistryQueries.staff(s, call.practice(), staff).isEmpty()) {
                throw ProblemException.notFound("member of staff");
              }
              return RegistryQueries.supervisions(s, call.practice(), staff);
            })));
  }

  /** Sending one with the same practitioner and first date again sets its last date. */
  private Answer supervise(Call call) {
    JsonIn body = call.body();
    var practitioner = body.text("practitioner");
    var from = body.date("from");
    var to = body.optionalDate("to");
    body.done();
    String staff = call.variable("staff");
    Supervision supervision = new Supervision(staff, practitioner, from, to);
    Result<Supervision> saved =
        Call.await(registry.save(call.practice(), supervision, Mode.REPLACE, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/staff/" + staff + "/supervisions");
  }
}
