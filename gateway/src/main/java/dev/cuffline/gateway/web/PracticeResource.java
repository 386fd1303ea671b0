package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ADMINISTER;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PracticeId;
import java.util.List;
import java.util.Optional;

/** {@code /practices}: made and changed with an all-practice token only. */
final class PracticeResource {
  private final Database database;
  private final Registry registry;

  PracticeResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/practices", SEE_PATIENTS, this::list),
        Endpoint.post("/practices", ADMINISTER, call -> save(call, Optional.empty(), Mode.CREATE)),
        Endpoint.get("/practices/{practice}", SEE_PATIENTS, this::get),
        Endpoint.put(
            "/practices/{practice}",
            ADMINISTER,
            call -> save(call, Optional.of(call.variable("practice")), Mode.REPLACE)));
  }

  private Answer list(Call call) {
    Optional<PracticeId> own = call.caller().onlyPractice();
    if (own.isPresent()) {
      return Answer.ok(Listing.all(find(own.get()).stream().toList()));
    }
    var page = Listing.page(call);
    List<Practice> rows = database.read(s -> RegistryQueries.practices(s, page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id().value())));
  }

  private Answer get(Call call) {
    PracticeId id = new PracticeId(Identifier.require(call.variable("practice"), "practice"));
    if (!call.caller().reaches(id)) {
      throw new ProblemException(Problem.Kind.FORBIDDEN, "the token is for another practice");
    }
    return Answer.ok(find(id).orElseThrow(() -> ProblemException.notFound("practice")));
  }

  private Optional<Practice> find(PracticeId id) {
    return database.read(s -> RegistryQueries.practice(s, id));
  }

  private Answer save(Call call, Optional<String> path, Mode mode) {
    call.requireEveryPractice();
    JsonIn body = call.body();
    String id = Ids.of(body, path, registry);
    var name = body.text("name");
    var zone = body.zone("zone");
    var payerProfile = body.text("payerProfile");
    body.done();
    Practice practice = new Practice(new PracticeId(id), name, zone, payerProfile);
    Result<Practice> saved = Call.await(registry.save(practice, mode, call.actor()));
    return Answer.saved(saved.value(), saved.saved(), "/practices/" + id);
  }
}
