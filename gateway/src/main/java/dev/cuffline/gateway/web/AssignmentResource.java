package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.util.List;
import java.util.Optional;

/** {@code /assignments}: which device is in whose hands (D13). */
final class AssignmentResource {
  private final Database database;
  private final Registry registry;

  AssignmentResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/assignments", SEE_PATIENTS, this::list),
        Endpoint.post("/assignments", MANAGE_DEVICES, this::assign),
        Endpoint.post("/assignments/hand-over", MANAGE_DEVICES, this::handOver),
        Endpoint.get("/assignments/{assignment}", SEE_PATIENTS, this::get),
        Endpoint.put("/assignments/{assignment}", MANAGE_DEVICES, this::correct),
        Endpoint.post("/assignments/{assignment}/end", MANAGE_DEVICES, this::end));
  }

  private Answer list(Call call) {
    Optional<PatientId> patient =
        call.parameter("patient").map(id -> new PatientId(Identifier.require(id, "patient")));
    if (patient.isPresent()) {
      return Answer.ok(
          Listing.all(
              database.read(s -> RegistryQueries.assignments(s, call.practice(), patient.get()))));
    }
    Optional<DeviceId> device =
        call.parameter("device").map(id -> new DeviceId(Identifier.require(id, "device")));
    if (device.isPresent()) {
      return Answer.ok(
          Listing.all(
              database.read(s -> RegistryQueries.assignments(s, call.practice(), device.get()))));
    }
    var page = Listing.page(call);
    List<DeviceAssignment> rows =
        database.read(s -> RegistryQueries.assignments(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id())));
  }

  private Answer get(Call call) {
    String id = call.variable("assignment");
    return Answer.ok(
        database
            .read(s -> RegistryQueries.assignment(s, call.practice(), id))
            .orElseThrow(() -> ProblemException.notFound("assignment")));
  }

  private Answer assign(Call call) {
    DeviceAssignment assignment = read(call, Optional.empty());
    Result<DeviceAssignment> saved =
        Call.await(registry.assign(call.practice(), assignment, Mode.CREATE, call.actor()));
    return answer(saved);
  }

  private Answer handOver(Call call) {
    DeviceAssignment assignment = read(call, Optional.empty());
    return answer(Call.await(registry.handOver(call.practice(), assignment, call.actor())));
  }

  private Answer correct(Call call) {
    DeviceAssignment assignment = read(call, Optional.of(call.variable("assignment")));
    Result<DeviceAssignment> saved =
        Call.await(registry.assign(call.practice(), assignment, Mode.REPLACE, call.actor()));
    return answer(saved);
  }

  private static Answer answer(Result<DeviceAssignment> saved) {
    return Answer.saved(saved.value(), saved.saved(), "/assignments/" + saved.value().id());
  }

  private DeviceAssignment read(Call call, Optional<String> path) {
    JsonIn body = call.body();
    String id = Ids.of(body, path, registry);
    var device = body.text("device");
    var slot = body.optionalText("slot");
    var patient = body.text("patient");
    var from = body.instant("from");
    var to = body.optionalInstant("to");
    body.done();
    return new DeviceAssignment(
        id,
        new DeviceId(Identifier.require(device, "device")),
        slot,
        new PatientId(Identifier.require(patient, "patient")),
        from,
        to);
  }

  private Answer end(Call call) {
    JsonIn body = call.body();
    var to = body.instant("to");
    body.done();
    String id = call.variable("assignment");
    return Answer.ok(
        Call.await(registry.endAssignment(call.practice(), id, to, call.actor())).value());
  }
}
