package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ENROL;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.registry.EhrCompletion;
import dev.cuffline.gateway.registry.EhrProposal;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code /ehr}: takes over what an EHR knows of a practice's patients, and lets a person decide
 * where it contradicts what is on file.
 */
final class EhrResource {
  private final EhrRecords ehr;
  private final Database database;
  private final Registry registry;

  EhrResource(WebParts parts) {
    this.ehr = parts.ehr();
    this.database = parts.database();
    this.registry = parts.registry();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.slow("/ehr/refresh", ENROL, this::refresh),
        Endpoint.get("/ehr/proposals", SEE_PATIENTS, this::list),
        Endpoint.get("/ehr/proposals/{proposal}", SEE_PATIENTS, this::get),
        Endpoint.post("/ehr/proposals/{proposal}/accept", ENROL, this::accept),
        Endpoint.post("/ehr/proposals/{proposal}/decline", ENROL, this::decline));
  }

  private Answer refresh(Call call) {
    JsonIn body = call.body();
    var destination = body.text("destination");
    var patient =
        body.parsed(
            "patient",
            id -> new PatientId(Identifier.require(id, "patient")),
            "must be the id of a patient");
    body.done();
    try {
      return Answer.ok(ehr.refresh(call.practice(), destination, patient, call.actor()));
    } catch (IllegalArgumentException | IOException cannot) {
      throw new ProblemException(Problem.Kind.INVALID, String.valueOf(cannot.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.Kind.INVALID, "the gateway stops");
    }
  }

  private Answer list(Call call) {
    var page = Listing.page(call);
    EhrProposal.State state =
        call.parameter("state").map(EhrResource::state).orElse(EhrProposal.State.PROPOSED);
    List<EhrProposal> rows =
        database.read(s -> RegistryQueries.ehrProposals(s, call.practice(), state, page));
    return Answer.ok(Listing.of(rows, call.limit(), row -> List.of(row.id())));
  }

  private static EhrProposal.State state(String text) {
    return Arrays.stream(EhrProposal.State.values())
        .filter(state -> state.name().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.Kind.MALFORMED,
                "state must be one of " + Arrays.toString(EhrProposal.State.values())));
  }

  private Answer get(Call call) {
    return Answer.ok(
        database
            .read(s -> RegistryQueries.ehrProposal(s, call.practice(), call.variable("proposal")))
            .orElseThrow(() -> ProblemException.notFound("proposal")));
  }

  private Answer accept(Call call) {
    JsonIn body = call.body();
    Optional<String> payerProfile = body.optionalText("payerProfile");
    Optional<ConsentMethod> method = body.optionalWord("method", ConsentMethod.class);
    var date = body.optionalDate("date");
    body.done();
    return Answer.ok(
        Call.await(
            registry.acceptFromEhr(
                call.practice(),
                call.variable("proposal"),
                new EhrCompletion(payerProfile, method, date),
                call.actor())));
  }

  private Answer decline(Call call) {
    call.body().done();
    return Answer.ok(
        Call.await(
            registry.declineFromEhr(call.practice(), call.variable("proposal"), call.actor())));
  }
}
