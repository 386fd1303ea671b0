package dev.cuffline.gateway.web;

import dev.cuffline.gateway.delivery.ParkedEntries;
import dev.cuffline.gateway.registry.History;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What destinations refused of a practice's, and sending it once more. */
public final class ParkedDesk {
  private final Database database;
  private final Clock clock;

  /** Over a store. */
  public ParkedDesk(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The newest of them.
   *
   * @param destination of one alone; blank for all
   */
  public List<ParkedEntries.Entry> newest(PracticeId practice, String destination, int limit) {
    return database.read(s -> ParkedEntries.newest(s, practice.value(), destination, limit));
  }

  /**
   * Queues them again, and writes down who asked for it.
   *
   * @param seq of one alone; empty for all of a destination
   * @return how many
   */
  public CompletableFuture<Integer> retry(
      PracticeId practice, String destination, Optional<Long> seq, String actor) {
    Instant now = clock.instant();
    return database
        .writer()
        .command(session -> {
          History.keep(session, practice, "retry", destination, Map.of(), actor, now);
          return ParkedEntries.retry(session, practice, destination, seq, now);
        });
  }
}
