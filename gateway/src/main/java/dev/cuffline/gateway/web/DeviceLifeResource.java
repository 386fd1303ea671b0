package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.DeviceEvent;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.registry.ToReturn;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.util.List;
import java.util.Optional;

/** {@code /devices/{device}/events}: the life of a device, and {@code /devices-to-return}. */
final class DeviceLifeResource {
  private final Database database;
  private final Registry registry;

  DeviceLifeResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/devices/{device}/events", SEE_PATIENTS, this::list),
        Endpoint.post("/devices/{device}/events", MANAGE_DEVICES, this::happened),
        Endpoint.get("/devices-to-return", SEE_PATIENTS, this::toReturn));
  }

  private static DeviceId device(Call call) {
    return new DeviceId(Identifier.require(call.variable("device"), "device"));
  }

  private Answer list(Call call) {
    DeviceId device = device(call);
    return Answer.ok(
        Listing.all(
            database.read(s -> {
              if (RegistryQueries.device(s, call.practice(), device).isEmpty()) {
                throw ProblemException.notFound("device");
              }
              return RegistryQueries.deviceEvents(s, call.practice(), device);
            })));
  }

  private Answer happened(Call call) {
    JsonIn body = call.body();
    String id = Ids.of(body, Optional.empty(), registry);
    var kind = body.word("kind", DeviceEvent.Kind.class);
    var at = body.instant("at");
    var patient = body.optionalText("patient");
    var staff = body.optionalText("staff");
    var note = body.optionalText("note").orElse("");
    body.done();
    DeviceEvent event =
        new DeviceEvent(
            id,
            device(call),
            kind,
            at,
            patient.map(whose -> new PatientId(Identifier.require(whose, "patient"))),
            staff,
            note);
    Result<DeviceEvent> saved = Call.await(registry.happened(call.practice(), event, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/devices/" + event.device() + "/events");
  }

  private Answer toReturn(Call call) {
    var page = Listing.page(call);
    List<ToReturn> rows = database.read(s -> RegistryQueries.toReturn(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.device().value())));
  }
}
