package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ENROL;

import java.io.IOException;
import java.util.List;

/** {@code /ehr/refresh}: takes over what an EHR knows of a practice's patients. */
final class EhrResource {
  private final EhrRecords ehr;

  EhrResource(WebParts parts) {
    this.ehr = parts.ehr();
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.post("/ehr/refresh", ENROL, this::refresh));
  }

  private Answer refresh(Call call) {
    JsonIn body = call.body();
    var destination = body.text("destination");
    body.done();
    try {
      return Answer.ok(ehr.refresh(call.practice(), destination, call.actor()));
    } catch (IllegalArgumentException | IOException cannot) {
      throw new ProblemException(Problem.Kind.INVALID, String.valueOf(cannot.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.Kind.INVALID, "the gateway stops");
    }
  }
}
