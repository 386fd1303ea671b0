package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.OPERATE;

import dev.cuffline.gateway.delivery.ParkedEntries;
import dev.cuffline.gateway.registry.History;
import dev.cuffline.gateway.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /parked}: what a destination refused, in its own words, and sending it once more. */
final class ParkedResource {
  private final Database database;
  private final Clock clock;

  ParkedResource(WebParts parts) {
    this.database = parts.database();
    this.clock = parts.clock();
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
    return Answer.ok(
        Listing.all(
            database.read(
                s -> ParkedEntries.newest(s, call.practice().value(), destination, call.limit()))));
  }

  private Answer retry(Call call) {
    JsonIn body = call.body();
    var destination = body.text("destination");
    Optional<Long> seq = body.optionalNumber("seq");
    body.done();
    Instant now = clock.instant();
    int entries =
        Call.await(
            database
                .writer()
                .command(session -> {
                  History.keep(
                      session, call.practice(), "retry", destination, Map.of(), call.actor(), now);
                  return ParkedEntries.retry(session, call.practice(), destination, seq, now);
                }));
    return Answer.ok(new Retried(entries));
  }
}
