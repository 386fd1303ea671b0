package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what became of a parcel, in one transaction: what is there, what is parked, and that
 * neither waits any longer.
 */
final class Ledger {
  private static final String DELIVERED =
      """
      INSERT INTO delivered (destination, resource_type, resource_id, version, practice_id,
        delivered_at, answer, known_as)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (resource_id, destination, resource_type) DO UPDATE
      SET version = excluded.version, delivered_at = excluded.delivered_at,
        answer = excluded.answer, known_as = excluded.known_as
      """;
  private static final String PARKED =
      """
      INSERT INTO parked (destination, seq, practice_id, subject_kind, subject_id, parked_at,
        reason, resource)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final String destination;
  private final Database database;
  private final Clock clock;

  Ledger(String destination, Database database, Clock clock) {
    this.destination = destination;
    this.database = database;
    this.clock = clock;
  }

  /**
   * What was written down.
   *
   * @param delivered resources
   * @param parked entries
   * @param settled entries that wait no longer, the parked ones included
   */
  record Recorded(int delivered, int parked, int settled) {
    Recorded plus(Recorded other) {
      return new Recorded(
          delivered + other.delivered, parked + other.parked, settled + other.settled);
    }
  }

  /** Blocks until it is committed. */
  Recorded record(Parcel parcel, Report report) {
    Map<Outbox.Entry, Refusal> parked = new LinkedHashMap<>();
    parcel
        .unsendable()
        .forEach((entry, reason) -> parked.put(entry, new Refusal(Optional.empty(), reason)));
    List<Outbox.Entry> settled = new ArrayList<>(parcel.unsendable().keySet());
    for (Change change : parcel.changes()) {
      List<Outcome> outcomes = outcomes(change, report);
      if (outcomes.size() == change.resources().size()) {
        settled.add(change.entry());
        refusal(change, report).ifPresent(refusal -> parked.put(change.entry(), refusal));
      }
    }
    return database
        .writer()
        .batch(session -> write(session, parcel, report, parked, settled))
        .join();
  }

  private static List<Outcome> outcomes(Change change, Report report) {
    return change.resources().stream()
        .map(resource -> report.outcomes().get(resource.key()))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Why an entry is parked.
   *
   * @param resource key of the first that was refused; empty when none could be made
   */
  private record Refusal(Optional<String> resource, String reason) {}

  private static Optional<Refusal> refusal(Change change, Report report) {
    for (Resource resource : change.resources()) {
      if (report.outcomes().get(resource.key()) instanceof Outcome.Refused(String reason)) {
        return Optional.of(new Refusal(Optional.of(resource.key()), reason));
      }
    }
    return Optional.empty();
  }

  private Recorded write(
      Session session,
      Parcel parcel,
      Report report,
      Map<Outbox.Entry, Refusal> parked,
      List<Outbox.Entry> settled)
      throws SQLException {
    Instant now = clock.instant();
    List<@Nullable Object[]> delivered = new ArrayList<>();
    for (Resource resource : parcel.resources()) {
      if (report.outcomes().get(resource.key()) instanceof Outcome.Delivered there) {
        delivered.add(row(resource, there, now));
      }
    }
    report.alsoRecorded().in(session);
    session.batch(DELIVERED, delivered);
    for (Map.Entry<Outbox.Entry, Refusal> each : parked.entrySet()) {
      park(session, each.getKey(), each.getValue(), now);
    }
    Outbox.remove(session, settled);
    return new Recorded(delivered.size(), parked.size(), settled.size());
  }

  private @Nullable Object[] row(Resource resource, Outcome.Delivered there, Instant now) {
    return new @Nullable Object[] {
      destination,
      resource.type(),
      resource.id(),
      resource.version(),
      resource.practice(),
      now,
      there.answer(),
      there.knownAs()
    };
  }

  private void park(Session session, Outbox.Entry entry, Refusal refusal, Instant now)
      throws SQLException {
    session.update(
        PARKED,
        destination,
        entry.seq(),
        entry.practice(),
        entry.kind(),
        entry.subjectId(),
        now,
        refusal.reason(),
        refusal.resource());
  }
}
