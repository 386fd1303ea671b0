package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Timers of people who work on a patient, and the drafts that they leave. A timer runs from a
 * person's press and never from looking; it lives in the store, so neither a tab that is closed nor
 * a restart ends it. Drafts are no time entries: nothing reads them for the clocks.
 */
public final class CareTimers {
  private static final String OPEN =
      """
      SELECT d.* FROM time_draft d
      LEFT JOIN time_entry t ON t.practice_id = d.practice_id AND t.id = d.id
      WHERE d.practice_id = ? AND d.discarded_at IS NULL AND t.id IS NULL\
      """;

  private final Database database;
  private final Registry registry;
  private final Clock clock;

  /** Keeps timers in a store. */
  public CareTimers(Database database, Registry registry, Clock clock) {
    this.database = database;
    this.registry = registry;
    this.clock = clock;
  }

  /** Whose timer runs for whom. */
  public static Optional<CareTimer> running(Session session, String actor) throws SQLException {
    return session.first(
        "SELECT * FROM care_timer WHERE actor = ?",
        row ->
            new CareTimer(
                new PracticeId(row.text("practice_id")),
                new PatientId(row.text("patient_id")),
                row.instant("started_at"),
                row.instant("seen_at")),
        actor);
  }

  /** Drafts of a practice that are neither logged nor discarded, the oldest first. */
  public static List<TimeDraft> open(Session session, PracticeId practice) throws SQLException {
    return session.list(OPEN + " ORDER BY d.start_at, d.id", CareTimers::draft, practice);
  }

  /** The same that began in a span, the first instant inclusive, the second exclusive. */
  public static List<TimeDraft> open(Session session, PracticeId practice, Instant from, Instant to)
      throws SQLException {
    return session.list(
        OPEN + " AND d.start_at >= ? AND d.start_at < ? ORDER BY d.start_at, d.id",
        CareTimers::draft,
        practice,
        from,
        to);
  }

  /** One of them. */
  public static Optional<TimeDraft> open(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(OPEN + " AND d.id = ?", CareTimers::draft, practice, id);
  }

  private static TimeDraft draft(Row row) throws SQLException {
    return new TimeDraft(
        row.text("id"),
        new PatientId(row.text("patient_id")),
        row.text("actor"),
        row.instant("start_at"),
        row.instant("end_at"),
        row.number("idle_seconds"));
  }

  /** Starts a timer; one that runs already is stopped first and leaves its draft. */
  public CompletableFuture<CareTimer> start(PracticeId practice, PatientId patient, String actor) {
    return database
        .writer()
        .command(session -> {
          PatientTable.require(session, practice, patient);
          Instant now = clock.instant();
          Optional<CareTimer> before = running(session, actor);
          if (before.isPresent() && before.get().patient().equals(patient)) {
            return before.get();
          }
          stop(session, before, actor, now);
          session.update(
              "INSERT INTO care_timer (actor, practice_id, patient_id, started_at, seen_at)"
                  + " VALUES (?, ?, ?, ?, ?)",
              actor,
              practice,
              patient,
              now,
              now);
          return new CareTimer(practice, patient, now, now);
        });
  }

  /**
   * The person was seen at work. Whoever was away too long is not brought back by that: the time
   * between would slip in unasked.
   *
   * @return whether the timer runs on
   */
  public CompletableFuture<Boolean> seen(String actor) {
    return database
        .writer()
        .command(session -> {
          Instant now = clock.instant();
          Optional<CareTimer> timer = running(session, actor);
          if (timer.isEmpty() || timer.get().isIdle(now)) {
            return false;
          }
          session.update("UPDATE care_timer SET seen_at = ? WHERE actor = ?", now, actor);
          return true;
        });
  }

  /**
   * Stops a timer; the answer is the draft's id, or empty when none ran or nothing was measured.
   */
  public CompletableFuture<Optional<String>> stop(String actor) {
    return database
        .writer()
        .command(session -> stop(session, running(session, actor), actor, clock.instant()));
  }

  private Optional<String> stop(
      Session session, Optional<CareTimer> running, String actor, Instant now) throws SQLException {
    if (running.isEmpty()) {
      return Optional.empty();
    }
    CareTimer timer = running.get();
    session.update("DELETE FROM care_timer WHERE actor = ?", actor);
    Instant end = timer.end(now);
    if (Duration.between(timer.startedAt(), end).toSeconds() < 1) {
      return Optional.empty();
    }
    String id = registry.newId();
    session.update(
        "INSERT INTO time_draft"
            + " (practice_id, id, patient_id, actor, start_at, end_at, idle_seconds)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        timer.practice(),
        id,
        timer.patient(),
        actor,
        timer.startedAt(),
        end,
        Duration.between(end, now).toSeconds());
    return Optional.of(id);
  }

  /** Gives up a draft; it stays on record and counts for nothing. */
  public CompletableFuture<Boolean> discard(PracticeId practice, String id) {
    return database
        .writer()
        .command(session ->
            open(session, practice, id).isPresent()
                && session.update(
                        "UPDATE time_draft SET discarded_at = ? WHERE practice_id = ? AND id = ?",
                        clock.instant(),
                        practice,
                        id)
                    == 1);
  }
}
