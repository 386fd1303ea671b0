package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.CuffSize;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.IssuedSecret;
import dev.cuffline.gateway.registry.Label;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.RegisteredDevice;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.registry.Saved;
import dev.cuffline.gateway.registry.SourceClock;
import dev.cuffline.gateway.registry.SourceLogin;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * {@code /devices}, {@code /device-states}: when they were last heard, and {@code /sources}: their
 * logins and those of hubs and services.
 */
final class DeviceResource {
  private static final String DURATION = "must be an ISO 8601 duration such as PT10M or P400D";

  private final Database database;
  private final Registry registry;
  private final DeviceStateQueries states;

  /** The secret is there in this one answer and never again. */
  private record Registered(Device device, Optional<IssuedSecret> login) {}

  /** Whether anything was changed. */
  private record Revoked(String id, boolean changed) {}

  DeviceResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.states = new DeviceStateQueries(parts.database());
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/devices", SEE_PATIENTS, this::list),
        Endpoint.post(
            "/devices", MANAGE_DEVICES, call -> save(call, Optional.empty(), Mode.CREATE)),
        Endpoint.get("/devices/{device}", SEE_PATIENTS, this::get),
        Endpoint.put(
            "/devices/{device}",
            MANAGE_DEVICES,
            call -> save(call, Optional.of(call.variable("device")), Mode.REPLACE)),
        Endpoint.get("/device-states", SEE_PATIENTS, this::states),
        Endpoint.get("/sources", MANAGE_DEVICES, this::sources),
        Endpoint.post("/sources", MANAGE_DEVICES, this::createSource),
        Endpoint.get("/sources/{id}/clock", MANAGE_DEVICES, this::clocks),
        Endpoint.put("/sources/{id}/clock", MANAGE_DEVICES, this::setClock),
        Endpoint.post("/sources/{id}/renew", MANAGE_DEVICES, this::renew),
        Endpoint.post("/sources/{id}/revoke", MANAGE_DEVICES, this::revoke));
  }

  private Answer list(Call call) {
    var page = Listing.page(call);
    List<Device> rows = database.read(s -> RegistryQueries.devices(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id().value())));
  }

  private Answer get(Call call) {
    DeviceId id = new DeviceId(Identifier.require(call.variable("device"), "device"));
    return Answer.ok(
        database
            .read(s -> RegistryQueries.device(s, call.practice(), id))
            .orElseThrow(() -> ProblemException.notFound("device")));
  }

  private Answer states(Call call) {
    Optional<Integer> battery =
        call.parameter("batteryBelow")
            .map(text -> {
              if (!text.matches("[0-9]{1,3}")) {
                throw new ProblemException(
                    Problem.Kind.MALFORMED, "batteryBelow must be a whole number of percent");
              }
              return Integer.parseInt(text);
            });
    return Answer.ok(
        Listing.of(
            states.list(
                call.practice(),
                call.instant("silentSince"),
                battery,
                call.cursor(1),
                call.limit() + 1),
            call.limit(),
            state -> List.of(state.device())));
  }

  private Answer save(Call call, Optional<String> path, Mode mode) {
    JsonIn body = call.body();
    String id = Ids.of(body, path, registry);
    var keys =
        body.texts(
            "keys", DeviceKey::parse, "must be kind:value, for example imei:990000000000017");
    var format = body.text("format");
    var status =
        body.optionalWord("regulatoryStatus", RegulatoryStatus.class)
            .orElse(RegulatoryStatus.UNKNOWN);
    var manufacturer = body.optionalText("manufacturer").orElse("");
    var model = body.optionalText("model").orElse("");
    var label = body.object("label", DeviceResource::label).orElse(Label.NONE);
    boolean login = body.flag("login", mode == Mode.CREATE);
    body.done();
    Device device = new Device(new DeviceId(id), keys, format, status, manufacturer, model, label);
    RegisteredDevice saved =
        Call.await(registry.save(call.practice(), device, login, mode, call.actor()));
    return Answer.saved(
        new Registered(saved.device(), saved.secret()), saved.saved(), "/devices/" + id);
  }

  private static Label label(JsonIn in) {
    return new Label(
        in.optionalWord("cuffSize", CuffSize.class),
        in.optionalText("udi"),
        in.optionalText("clearance"));
  }

  private Answer sources(Call call) {
    var page = Listing.page(call);
    List<SourceLogin> rows = database.read(s -> RegistryQueries.sources(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id())));
  }

  private Answer createSource(Call call) {
    JsonIn body = call.body();
    String id = Ids.of(body, Optional.empty(), registry);
    body.done();
    IssuedSecret secret = Call.await(registry.createSource(call.practice(), id, call.actor()));
    return Answer.created(secret, "/sources");
  }

  private Answer clocks(Call call) {
    return Answer.ok(
        Listing.all(
            database.read(
                s -> RegistryQueries.sourceClocks(s, call.practice(), call.variable("id")))));
  }

  private Answer setClock(Call call) {
    JsonIn body = call.body();
    var zone = body.parsed("zone", ZoneId::of, "must be a time zone such as America/New_York");
    var futureTolerance = body.parsed("futureTolerance", Duration::parse, DURATION);
    var oldest = body.parsed("oldest", Duration::parse, DURATION);
    body.done();
    String id = call.variable("id");
    Result<SourceClock> saved =
        Call.await(registry.save(call.practice(), id, zone, futureTolerance, oldest, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/sources/" + id + "/clock");
  }

  private Answer renew(Call call) {
    call.body().done();
    return Answer.ok(
        Call.await(registry.renewSource(call.practice(), call.variable("id"), call.actor())));
  }

  private Answer revoke(Call call) {
    call.body().done();
    String id = call.variable("id");
    Saved saved = Call.await(registry.revokeSource(call.practice(), id, call.actor()));
    return Answer.ok(new Revoked(id, saved == Saved.CHANGED));
  }
}
