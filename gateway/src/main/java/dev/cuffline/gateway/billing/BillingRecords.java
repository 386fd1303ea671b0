package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** What is on file about months, batches, claims and exceptions. */
public final class BillingRecords {
  private final Database database;
  private final OpenDrafts drafts;
  private final Clock clock;

  /**
   * Over an open store.
   *
   * @param drafts time that was begun and not saved
   */
  public BillingRecords(Database database, OpenDrafts drafts, Clock clock) {
    this.database = database;
    this.drafts = drafts;
    this.clock = clock;
  }

  /**
   * How a month stands.
   *
   * @param closed whether it is closed now
   * @param closable from when on it may be closed
   * @param isClosable whether that is past
   * @param events what was done, oldest first
   * @param drafts time in it that nobody has saved
   * @param late time in it that was entered after it was closed first
   * @param batches what was released
   */
  public record Month(
      YearMonth month,
      boolean closed,
      Instant closable,
      boolean isClosable,
      List<MonthEvent> events,
      List<OpenDrafts.Draft> drafts,
      List<LateTime> late,
      List<Batch> batches) {
    /** Copies the lists. */
    public Month {
      events = List.copyOf(events);
      drafts = List.copyOf(drafts);
      late = List.copyOf(late);
      batches = List.copyOf(batches);
    }
  }

  /** A time entry that came after the close. */
  public record LateTime(String entry, PatientId patient, String performer, Instant enteredAt) {}

  /** A batch with its claims, by patient, and its files. */
  public record WholeBatch(Batch batch, List<Claim> claims, List<BatchExport> exports) {
    /** Copies the lists. */
    public WholeBatch {
      claims = List.copyOf(claims);
      exports = List.copyOf(exports);
    }
  }

  /** A claim with its steps, its frozen evidence and where they differ now. */
  public record WholeClaim(
      Claim claim,
      List<ClaimEvent> events,
      EvidenceSnapshot snapshot,
      List<ClaimException> exceptions) {
    /** Copies the lists. */
    public WholeClaim {
      events = List.copyOf(events);
      exceptions = List.copyOf(exceptions);
    }
  }

  /** A month; empty when there is no such practice. */
  public Optional<Month> month(PracticeId practice, YearMonth month) {
    return database.read(session -> {
      Optional<Practice> office = RegistryQueries.practice(session, practice);
      return office.isEmpty() ? Optional.empty() : Optional.of(month(session, office.get(), month));
    });
  }

  private Month month(Session session, Practice office, YearMonth month) throws SQLException {
    List<MonthEvent> events = MonthTable.events(session, office.id(), month);
    Instant from = month.atDay(1).atStartOfDay(office.zone()).toInstant();
    Instant to = month.plusMonths(1).atDay(1).atStartOfDay(office.zone()).toInstant();
    Instant closable = MonthTable.closable(month, office.zone());
    Optional<Instant> closed = events.stream().map(MonthEvent::at).findFirst();
    return new Month(
        month,
        MonthTable.isClosed(events),
        closable,
        !clock.instant().isBefore(closable),
        events,
        drafts.of(session, office.id(), from, to),
        closed.isEmpty() ? List.of() : late(session, office.id(), month, from, to, closed.get()),
        BatchTable.ofMonth(session, office.id(), month));
  }

  private static List<LateTime> late(
      Session session,
      PracticeId practice,
      YearMonth month,
      Instant from,
      Instant to,
      Instant after)
      throws SQLException {
    return session.list(
        """
        SELECT id, patient_id, performer, entered_at FROM time_entry
        WHERE practice_id = ? AND entered_at > ?
          AND ((start_at >= ? AND start_at < ?) OR (on_date >= ? AND on_date <= ?))
        ORDER BY entered_at, id
        """,
        row ->
            new LateTime(
                row.text("id"),
                new PatientId(row.text("patient_id")),
                row.text("performer"),
                row.instant("entered_at")),
        practice,
        after,
        from,
        to,
        month.atDay(1),
        month.atEndOfMonth());
  }

  /** Batches, the newest first; those with a smaller number. */
  public List<Batch> batches(PracticeId practice, long before, int most) {
    return database.read(session -> BatchTable.list(session, practice, before, most));
  }

  /** A batch of a practice. */
  public Optional<WholeBatch> batch(PracticeId practice, long number) {
    return database.read(session -> {
      Optional<Batch> batch = BatchTable.find(session, practice, number);
      return batch.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new WholeBatch(
                  batch.get(),
                  ClaimTable.ofBatch(session, practice, number),
                  BatchTable.exports(session, practice, number)));
    });
  }

  /** A claim of a practice. */
  public Optional<WholeClaim> claim(PracticeId practice, String id) {
    return database.read(session -> {
      Optional<Claim> claim = ClaimTable.find(session, practice, id);
      return claim.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new WholeClaim(
                  claim.get(),
                  ClaimTable.events(session, practice, id),
                  ClaimTable.snapshot(session, practice, id),
                  ExceptionTable.ofClaim(session, practice, id)));
    });
  }

  /** Exceptions that nobody has settled, what is due first in front. */
  public List<ClaimException> openExceptions(PracticeId practice) {
    return database.read(session -> ExceptionTable.open(session, practice));
  }

  /** An exception of a practice. */
  public Optional<ClaimException> exception(PracticeId practice, String id) {
    return database.read(session -> ExceptionTable.find(session, practice, id));
  }
}
