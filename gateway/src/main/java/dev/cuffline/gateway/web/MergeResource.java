package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ENROL;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.PatientMerge;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.util.List;
import java.util.Optional;

/** {@code /patient-merges}: two records of one person, proposed, decided, undone. */
final class MergeResource {
  private final Database database;
  private final Registry registry;

  MergeResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/patient-merges", SEE_PATIENTS, this::list),
        Endpoint.post("/patient-merges", ENROL, this::propose),
        Endpoint.get("/patient-merges/{merge}", SEE_PATIENTS, this::get),
        Endpoint.post("/patient-merges/{merge}/accept", ENROL, call -> decide(call, true)),
        Endpoint.post("/patient-merges/{merge}/refuse", ENROL, call -> decide(call, false)),
        Endpoint.post("/patient-merges/{merge}/undo", ENROL, this::undo));
  }

  private Answer list(Call call) {
    var page = Listing.page(call);
    List<PatientMerge> rows = database.read(s -> RegistryQueries.merges(s, call.practice(), page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id())));
  }

  private Answer get(Call call) {
    return Answer.ok(
        database
            .read(s -> RegistryQueries.merge(s, call.practice(), call.variable("merge")))
            .orElseThrow(() -> ProblemException.notFound("merge")));
  }

  private Answer propose(Call call) {
    JsonIn body = call.body();
    String id = Ids.of(body, Optional.empty(), registry);
    var duplicate = body.text("duplicate");
    var survivor = body.text("survivor");
    var reason = body.text("reason");
    body.done();
    PatientMerge merge =
        Call.await(
            registry.proposeMerge(
                call.practice(),
                id,
                new PatientId(Identifier.require(duplicate, "duplicate")),
                new PatientId(Identifier.require(survivor, "survivor")),
                reason,
                call.actor()));
    return Answer.created(merge, "/patient-merges/" + id);
  }

  private Answer decide(Call call, boolean accepted) {
    call.body().done();
    return Answer.ok(
        Call.await(
            registry.decideMerge(call.practice(), call.variable("merge"), accepted, call.actor())));
  }

  private Answer undo(Call call) {
    call.body().done();
    return Answer.ok(
        Call.await(registry.undoMerge(call.practice(), call.variable("merge"), call.actor())));
  }
}
