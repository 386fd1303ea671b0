package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.OPERATE;

import java.util.List;
import java.util.Optional;

/** {@code /parked}: what a destination refused, in its own words, and sending it once more. */
final class ParkedResource {
  private final ParkedDesk desk;

  ParkedResource(WebParts parts) {
    this.desk = new ParkedDesk(parts.database(), parts.clock());
  }

  /** How many were queued again. */
  private record Retried(int entries) {}

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/parked", OPERATE, this::list),
        Endpoint.post("/parked/retry", OPERATE, this::retry));
  }

  private Answer list(Call call) {
    String destination = call.parameter("destination").orElse("");
    return Answer.ok(Listing.all(desk.newest(call.practice(), destination, call.limit())));
  }

  private Answer retry(Call call) {
    JsonIn body = call.body();
    var destination = body.text("destination");
    Optional<Long> seq = body.optionalNumber("seq");
    body.done();
    return Answer.ok(
        new Retried(Call.await(desk.retry(call.practice(), destination, seq, call.actor()))));
  }
}
