package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.billing.EvidenceSnapshot.Document;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Episode;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Line;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Measured;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Office;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Origin;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Person;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.Practitioner;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.Checklist;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.Enrolment;
import dev.cuffline.rules.billing.SetupEvent;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Freezes determinations with what they rest on. */
final class Snapshots {
  private final FeeTables fees;

  Snapshots(FeeTables fees) {
    this.fees = fees;
  }

  /**
   * Freezes one determination.
   *
   * @param reviewed what a person looked at, where the rules asked for it
   */
  EvidenceSnapshot of(
      Session session,
      PracticeId practice,
      PatientBilling.Billed billed,
      Determination determination,
      Optional<String> reviewed)
      throws SQLException {
    BillingFacts facts = billed.facts();
    Practice office = RegistryQueries.practice(session, practice).orElseThrow();
    Patient patient = RegistryQueries.patient(session, practice, facts.patient()).orElseThrow();
    List<Measured> readings = Evidence.readings(facts, determination);
    return new EvidenceSnapshot(
        EvidenceSnapshot.VERSION,
        new Office(practice.value(), office.name(), office.zone().getId()),
        new Person(
            patient.id().value(),
            patient.family(),
            patient.given(),
            patient.birthDate(),
            patient.zone().getId()),
        line(determination),
        episode(session, practice, billed),
        readings,
        Evidence.time(facts, determination),
        Checklist.of(facts, determination).stream()
            .map(item -> new Document(item.words(), item.state().name(), item.evidence()))
            .toList(),
        origins(session, practice, readings),
        reviewed);
  }

  /** Estimated dollars of a determination; empty where no table knows them. */
  Optional<FeeTables.Amount> amount(Determination determination) {
    return determination.units() == 0
        ? Optional.empty()
        : determination
            .dateOfService()
            .flatMap(date -> fees.amount(determination.code(), determination.units(), date));
  }

  private Line line(Determination determination) {
    LocalDate date = determination.dateOfService().orElseThrow();
    DateRange period = determination.period().orElseGet(() -> new DateRange(date, date));
    Optional<FeeTables.Amount> amount = amount(determination);
    return new Line(
        determination.code().value(),
        determination.units(),
        date,
        period.from(),
        period.to(),
        determination.status().name(),
        determination.reasons().stream().map(Enum::name).toList(),
        determination.ruleSet(),
        determination.payerProfile(),
        amount.map(FeeTables.Amount::dollars),
        amount.map(found -> found.table().name() + " " + found.table().status()),
        determination.computedAt());
  }

  private static Episode episode(Session session, PracticeId practice, PatientBilling.Billed billed)
      throws SQLException {
    Enrolment enrolment = billed.facts().enrolment();
    Optional<String> id = enrolment.billingPractitioner().map(StaffId::value);
    Optional<Practitioner> practitioner =
        id.isEmpty() ? Optional.empty() : RegistryQueries.practitioner(session, practice, id.get());
    return new Episode(
        billed.enrolment(),
        id,
        practitioner.map(found -> found.family() + ", " + found.given()),
        practitioner.map(found -> found.npi().value()),
        billed.facts().diagnoses(),
        enrolment.orderedOn(),
        enrolment.consentOn(),
        enrolment.consentCostShare(),
        enrolment.setup().map(SetupEvent::on),
        billed.answer().anchor());
  }

  private static List<Origin> origins(Session session, PracticeId practice, List<Measured> readings)
      throws SQLException {
    List<Origin> origins = new ArrayList<>();
    for (Measured reading : readings) {
      session
          .first(
              """
              SELECT transmission_id, item_no FROM reading WHERE reading_id = ? AND practice_id = ?
              """,
              row ->
                  new Origin(
                      reading.id(),
                      row.text("transmission_id"),
                      Math.toIntExact(row.number("item_no"))),
              reading.id(),
              practice)
          .ifPresent(origins::add);
    }
    return origins;
  }
}
