package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Secrets;
import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.Work;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The commands of whoever bills: each is written down with who gave it and when.
 *
 * <p>They wait for their commit, so that they must not be called on the writer's thread. What
 * cannot be done as things stand is a {@link RefusedException}, a wrong value an {@link
 * InvalidValueException}; nothing has happened then.
 */
public final class BillingDesk {
  /** So that intake waits for no release of a whole practice. */
  private static final int PATIENTS_PER_TRANSACTION = 20;

  private static final int LONGEST_NOTE = 1_000;

  private final Database database;
  private final PatientBilling billing;
  private final Snapshots snapshots;
  private final ExportSettings export;
  private final Clock clock;

  /** Over an open store. */
  public BillingDesk(
      Database database,
      PatientBilling billing,
      FeeTables fees,
      ExportSettings export,
      Clock clock) {
    this.database = database;
    this.billing = billing;
    this.snapshots = new Snapshots(fees);
    this.export = export;
    this.clock = clock;
  }

  /** Closes a month: it must be over, with its time for late entries (R42). */
  public void close(PracticeId practice, YearMonth month, String actor) {
    Instant at = now();
    run(session -> {
      if (MonthTable.isClosed(MonthTable.events(session, practice, month))) {
        throw RefusedException.conflict("month", month + " is closed already");
      }
      Instant from = MonthTable.closable(month, office(session, practice));
      if (at.isBefore(from)) {
        throw RefusedException.conflict(
            "month", month + " can be closed from " + from + " on: until then time is entered");
      }
      MonthTable.add(
          session, practice, month, new MonthEvent(MonthEvent.Kind.CLOSED, "", actor, at));
      return true;
    });
  }

  /** Opens a closed month again, with a reason. */
  public void reopen(PracticeId practice, YearMonth month, String reason, String actor) {
    note(reason, "reason", true);
    Instant at = now();
    run(session -> {
      MonthTable.requireClosed(session, practice, month);
      MonthTable.add(
          session, practice, month, new MonthEvent(MonthEvent.Kind.REOPENED, reason, actor, at));
      return true;
    });
  }

  /**
   * Releases determinations of a closed month in one numbered batch, each with a frozen snapshot of
   * its evidence. One that cannot be released hides no other.
   *
   * @param reviewed what somebody looked at; without it nothing is released that needs a look
   */
  public Release release(
      PracticeId practice,
      YearMonth month,
      Collection<LineKey> lines,
      Optional<String> reviewed,
      String actor) {
    if (lines.isEmpty()) {
      throw new InvalidValueException("lines", "must name at least one determination");
    }
    reviewed.ifPresent(note -> note(note, "reviewed", true));
    Map<PatientId, List<LineKey>> byPatient = new LinkedHashMap<>();
    lines.stream()
        .distinct()
        .forEach(
            line -> byPatient.computeIfAbsent(line.patient(), _ -> new ArrayList<>()).add(line));
    List<PatientId> patients = List.copyOf(byPatient.keySet());
    Instant at = now();
    Releasing.Wish wish = new Releasing.Wish(month, reviewed);
    Release so = new Release(Optional.empty(), List.of(), List.of());
    for (int from = 0; from < patients.size(); from += PATIENTS_PER_TRANSACTION) {
      List<PatientId> some =
          patients.subList(from, Math.min(patients.size(), from + PATIENTS_PER_TRANSACTION));
      Release before = so;
      so =
          run(session -> {
            MonthTable.requireClosed(session, practice, month);
            Releasing releasing = new Releasing(billing, snapshots, session, practice, actor, at);
            return further(releasing, wish, before, some, byPatient);
          });
    }
    return so;
  }

  private static Release further(
      Releasing releasing,
      Releasing.Wish wish,
      Release before,
      List<PatientId> patients,
      Map<PatientId, List<LineKey>> byPatient)
      throws SQLException {
    Optional<Long> batch = before.batch();
    List<Claim> claims = new ArrayList<>(before.claims());
    List<Release.Refused> refused = new ArrayList<>(before.refused());
    for (PatientId patient : patients) {
      Release.Part part =
          releasing.patient(wish, patient, byPatient.getOrDefault(patient, List.of()), batch);
      batch = part.batch();
      claims.addAll(part.claims());
      refused.addAll(part.refused());
    }
    return new Release(batch, claims, refused);
  }

  /**
   * Moves a claim on.
   *
   * @param note why, which some states need; or the payer's reference
   */
  public Claim move(
      PracticeId practice, String claim, ClaimState state, String note, String actor) {
    note(note, "note", state.needsNote());
    Instant at = now();
    return run(session -> {
      Claim before =
          ClaimTable.find(session, practice, claim)
              .orElseThrow(() -> RefusedException.unknown("claim", "claim", claim));
      if (!before.state().next().contains(state)) {
        throw RefusedException.conflict(
            "state", "a claim that is %s cannot become %s".formatted(before.state(), state));
      }
      ClaimTable.move(session, practice, before, new ClaimEvent(state, note, actor, at));
      if (!state.isLive()) {
        for (ClaimException open : ExceptionTable.ofClaim(session, practice, claim)) {
          if (open.outcome().isEmpty()) {
            ExceptionTable.settle(
                session, practice, open.id(), "the claim was " + state + ": " + note, actor, at);
          }
        }
      }
      session.changed(new Changed.Clocks(practice, before.patient()));
      return ClaimTable.find(session, practice, claim).orElseThrow();
    });
  }

  /** Marks every claim of a batch that nobody has sent as sent to its payer. */
  public int submit(PracticeId practice, long batch, String actor) {
    Instant at = now();
    return run(session -> {
      requireBatch(session, practice, batch);
      int moved = 0;
      for (Claim claim : ClaimTable.ofBatch(session, practice, batch)) {
        if (claim.state() == ClaimState.RELEASED) {
          ClaimTable.move(
              session, practice, claim, new ClaimEvent(ClaimState.SUBMITTED, "", actor, at));
          session.changed(new Changed.Clocks(practice, claim.patient()));
          moved++;
        }
      }
      return moved;
    });
  }

  /** Writes a batch into a file. Each writing is kept; all but the first are marked. */
  public ClaimFile export(PracticeId practice, long batch, String actor) {
    Instant at = now();
    return run(session -> {
      requireBatch(session, practice, batch);
      List<ClaimFile.Entry> entries = new ArrayList<>();
      for (Claim claim : ClaimTable.ofBatch(session, practice, batch)) {
        entries.add(new ClaimFile.Entry(claim, ClaimTable.snapshot(session, practice, claim.id())));
      }
      int number = BatchTable.exports(session, practice, batch).size() + 1;
      ClaimFile file = ClaimFile.of(practice.value(), batch, number, entries, export);
      String sha256 = Secrets.sha256Hex(file.content());
      BatchTable.exported(session, practice, batch, new BatchExport(number, sha256, actor, at));
      return file;
    });
  }

  /** Gives an exception to somebody, with the last date to have settled it. */
  public ClaimException assign(
      PracticeId practice, String exception, String owner, LocalDate due, String actor) {
    note(owner, "owner", true);
    Instant at = now();
    return run(session -> {
      requireOpen(session, practice, exception);
      ExceptionTable.assign(session, practice, exception, owner, due, actor, at);
      return ExceptionTable.find(session, practice, exception).orElseThrow();
    });
  }

  /** Settles an exception; it comes back when the evidence changes again. */
  public ClaimException settle(
      PracticeId practice, String exception, String outcome, String actor) {
    note(outcome, "outcome", true);
    Instant at = now();
    return run(session -> {
      requireOpen(session, practice, exception);
      ExceptionTable.settle(session, practice, exception, outcome, actor, at);
      return ExceptionTable.find(session, practice, exception).orElseThrow();
    });
  }

  private static void requireOpen(Session session, PracticeId practice, String exception)
      throws SQLException {
    ClaimException found =
        ExceptionTable.find(session, practice, exception)
            .orElseThrow(() -> RefusedException.unknown("exception", "exception", exception));
    if (found.outcome().isPresent()) {
      throw RefusedException.conflict("exception", "the exception is settled already");
    }
  }

  private static void requireBatch(Session session, PracticeId practice, long batch)
      throws SQLException {
    if (BatchTable.find(session, practice, batch).isEmpty()) {
      throw RefusedException.unknown("batch", "batch", String.valueOf(batch));
    }
  }

  private static ZoneId office(Session session, PracticeId practice) throws SQLException {
    return RegistryQueries.practice(session, practice)
        .orElseThrow(() -> RefusedException.unknown("practice", "practice", practice.value()))
        .zone();
  }

  private static void note(String text, String field, boolean needed) {
    if (needed && text.isBlank()) {
      throw new InvalidValueException(field, "must be given");
    }
    if (text.length() > LONGEST_NOTE) {
      throw new InvalidValueException(field, "must have at most " + LONGEST_NOTE + " characters");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private <T> T run(Work<T> work) {
    try {
      return database.writer().command(work).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw failed;
    }
  }
}
