package dev.cuffline.gateway.billing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.registry.History;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.Secrets;
import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.RuleSet;
import dev.cuffline.rules.billing.RuleSets;
import dev.cuffline.rules.billing.Status;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Releases determinations of one patient in a transaction of the writer. What is released is asked
 * of the rules then and there, never taken from a page.
 */
final class Releasing {
  private final PatientBilling billing;
  private final Snapshots snapshots;
  private final Session session;
  private final PracticeId practice;
  private final String actor;
  private final Instant at;

  Releasing(
      PatientBilling billing,
      Snapshots snapshots,
      Session session,
      PracticeId practice,
      String actor,
      Instant at) {
    this.billing = billing;
    this.snapshots = snapshots;
    this.session = session;
    this.practice = practice;
    this.actor = actor;
    this.at = at;
  }

  /** What was asked for. */
  record Wish(YearMonth month, Optional<String> reviewed) {}

  /** The number of the next batch, which is made at the first claim in it. */
  static long nextBatch(Session session, PracticeId practice) throws SQLException {
    return session
        .first(
            "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM billing_batch WHERE practice_id = ?",
            row -> row.number("next"),
            practice)
        .orElseThrow();
  }

  /** Releases what can be; what cannot is said and left. */
  Release.Part patient(Wish wish, PatientId patient, Collection<LineKey> keys, Optional<Long> batch)
      throws SQLException {
    Optional<PatientBilling.Billed> billed = billing.billed(session, practice, patient, at);
    if (billed.isEmpty()) {
      throw RefusedException.unknown("lines", "enrolled patient", patient.value());
    }
    List<Claim> before = ClaimTable.ofPatient(session, practice, patient);
    List<Release.Refused> refused = new ArrayList<>();
    List<Determination> fine = new ArrayList<>();
    for (LineKey key : keys) {
      Optional<Determination> found =
          billed.get().answer().determinations().stream().filter(key::names).findFirst();
      Optional<String> problem =
          found.isEmpty()
              ? Optional.of("is not there any more")
              : problem(found.get(), wish, before);
      if (problem.isPresent()) {
        refused.add(new Release.Refused(key, problem.get()));
      } else {
        fine.add(found.orElseThrow());
      }
    }
    fine.removeIf(determination -> withoutBase(determination, fine, before, patient, refused));
    if (fine.isEmpty()) {
      return new Release.Part(batch, List.of(), refused);
    }
    long number = batch.isPresent() ? batch.get() : begin(wish.month());
    List<Claim> claims = new ArrayList<>();
    for (Determination determination : fine) {
      claims.add(release(billed.get(), determination, wish, number, before));
    }
    fixAnchor(billed.get());
    session.changed(new Changed.Clocks(practice, patient));
    return new Release.Part(Optional.of(number), claims, refused);
  }

  private long begin(YearMonth month) throws SQLException {
    long number = nextBatch(session, practice);
    session.update(
        """
        INSERT INTO billing_batch (practice_id, number, month, actor, authored_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        practice,
        number,
        month,
        actor,
        at);
    return number;
  }

  private static Optional<String> problem(
      Determination determination, Wish wish, List<Claim> before) {
    Optional<LocalDate> date = determination.dateOfService();
    if (date.isEmpty() || !YearMonth.from(date.get()).equals(wish.month())) {
      return Optional.of("has no date of service in " + wish.month());
    }
    for (Claim claim : before) {
      if (claim.state().isLive() && excludes(claim, determination)) {
        return Optional.of(
            "%s of this period was released with batch %d; void or correct it first"
                .formatted(claim.code(), claim.batch()));
      }
    }
    if (determination.status() == Status.REVIEW) {
      return wish.reviewed().isPresent()
          ? Optional.empty()
          : Optional.of("has to be looked at; say what you looked at");
    }
    return determination.status() == Status.READY
        ? Optional.empty()
        : Optional.of("is " + determination.status() + ", not READY");
  }

  /** The same code, or another tier of the same clock, for the same period (R14, R28). */
  private static boolean excludes(Claim claim, Determination determination) {
    boolean samePeriod =
        determination.period().filter(p -> p.from().equals(claim.period().from())).isPresent();
    return samePeriod
        && (claim.code().equals(determination.code())
            || bothIn(RuleSets.deviceCodes(), claim.code(), determination.code())
            || bothIn(RuleSets.timeCodes(), claim.code(), determination.code()));
  }

  private static boolean bothIn(List<BillingCode> tiers, BillingCode one, BillingCode other) {
    return tiers.contains(one) && tiers.contains(other);
  }

  /** An add-on stands beside its base or not at all (R33). */
  private static boolean withoutBase(
      Determination determination,
      List<Determination> fine,
      List<Claim> before,
      PatientId patient,
      List<Release.Refused> refused) {
    RuleSet.AddOn addOn = RuleSets.inForceOn(determination.dateOfService().orElseThrow()).addOn();
    if (!determination.code().equals(addOn.code())) {
      return false;
    }
    LocalDate from = determination.period().orElseThrow().from();
    boolean based =
        fine.stream()
                .anyMatch(
                    d -> d.code().equals(addOn.base()) && d.period().equals(determination.period()))
            || before.stream()
                .anyMatch(c ->
                    c.state().isLive()
                        && c.code().equals(addOn.base())
                        && c.period().from().equals(from));
    if (!based) {
      refused.add(
          new Release.Refused(
              new LineKey(patient, determination.code(), from),
              "goes only with " + addOn.base() + " of the same month"));
    }
    return !based;
  }

  private Claim release(
      PatientBilling.Billed billed,
      Determination determination,
      Wish wish,
      long batch,
      List<Claim> before)
      throws SQLException {
    EvidenceSnapshot snapshot =
        snapshots.of(
            session,
            practice,
            billed,
            determination,
            determination.status() == Status.REVIEW ? wish.reviewed() : Optional.empty());
    String json = snapshot.json();
    Claim claim =
        new Claim(
            UlidCreator.getMonotonicUlid(at.toEpochMilli()).toString(),
            batch,
            billed.facts().patient(),
            billed.enrolment(),
            determination.code(),
            determination.units(),
            determination.dateOfService().orElseThrow(),
            determination.period().orElseThrow(),
            ClaimState.RELEASED,
            replaced(determination, before),
            snapshot.line().amount(),
            Secrets.sha256Hex(json),
            snapshot.evidenceSha256(),
            actor,
            at);
    ClaimTable.insert(session, practice, claim, json);
    return claim;
  }

  /** The last corrected claim of the same clock and period that no claim replaces yet. */
  private static Optional<String> replaced(Determination determination, List<Claim> before) {
    Set<String> taken = new HashSet<>();
    before.forEach(claim -> claim.replaces().ifPresent(taken::add));
    return before.stream()
        .filter(claim -> claim.state() == ClaimState.CORRECTED && !taken.contains(claim.id()))
        .filter(claim -> excludes(claim, determination))
        .map(Claim::id)
        .reduce((first, second) -> second);
  }

  /** The first release fixes where device periods begin (R13a). */
  private void fixAnchor(PatientBilling.Billed billed) throws SQLException {
    Optional<LocalDate> proposed = billed.answer().anchor();
    if (billed.facts().enrolment().anchor().isPresent() || proposed.isEmpty()) {
      return;
    }
    session.update(
        "UPDATE enrolment SET anchor = ? WHERE practice_id = ? AND id = ? AND anchor IS NULL",
        proposed.get(),
        practice,
        billed.enrolment());
    History.keep(session, practice, "enrolment-anchor", billed.enrolment(), Map.of(), actor, at);
  }
}
