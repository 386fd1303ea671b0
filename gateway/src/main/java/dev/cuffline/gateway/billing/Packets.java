package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The documentation of a patient's month: what an auditor asks for. What was released is shown as
 * it was frozen, everything else as it is now.
 */
public final class Packets {
  private final Database database;
  private final PatientBilling billing;
  private final Snapshots snapshots;
  private final Clock clock;

  /** Over an open store. */
  public Packets(Database database, PatientBilling billing, FeeTables fees, Clock clock) {
    this.database = database;
    this.billing = billing;
    this.snapshots = new Snapshots(fees);
    this.clock = clock;
  }

  /**
   * One determination in it.
   *
   * @param claim what was released, where something was
   */
  record Part(EvidenceSnapshot snapshot, Optional<Claim> claim) {}

  /**
   * The PDF of a patient's month.
   *
   * @return empty when the practice has no such patient, or nothing has units in that month
   */
  public Optional<byte[]> pdf(PracticeId practice, PatientId patient, YearMonth month) {
    Instant at = clock.instant();
    List<Part> parts = database.read(session -> parts(session, practice, patient, month, at));
    return parts.isEmpty() ? Optional.empty() : Optional.of(new PacketPdf(month, parts).bytes());
  }

  private List<Part> parts(
      Session session, PracticeId practice, PatientId patient, YearMonth month, Instant at)
      throws SQLException {
    List<Part> parts = new ArrayList<>();
    List<Claim> claims =
        ClaimTable.ofPatient(session, practice, patient).stream()
            .filter(claim -> claim.state().isLive() && claim.month().equals(month))
            .toList();
    for (Claim claim : claims) {
      parts.add(new Part(ClaimTable.snapshot(session, practice, claim.id()), Optional.of(claim)));
    }
    Optional<PatientBilling.Billed> billed = billing.billed(session, practice, patient, at);
    if (billed.isPresent()) {
      for (Determination determination : billed.get().answer().determinations()) {
        boolean isOf =
            determination.units() > 0
                && determination.period().isPresent()
                && determination
                    .dateOfService()
                    .map(YearMonth::from)
                    .filter(month::equals)
                    .isPresent();
        if (isOf && claims.stream().noneMatch(claim -> isFor(claim, determination))) {
          parts.add(
              new Part(
                  snapshots.of(session, practice, billed.get(), determination, Optional.empty()),
                  Optional.empty()));
        }
      }
    }
    parts.sort(
        Comparator.comparing((Part part) -> part.snapshot().line().dateOfService())
            .thenComparing(part -> part.snapshot().line().code()));
    return parts;
  }

  private static boolean isFor(Claim claim, Determination determination) {
    return claim.code().equals(determination.code())
        && determination
            .period()
            .map(DateRange::from)
            .filter(claim.period().from()::equals)
            .isPresent();
  }
}
