package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.TestPatients;
import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.DatedPayer;
import dev.cuffline.rules.billing.Determinations;
import dev.cuffline.rules.billing.PayerProfile;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be billed for a patient, and why: computed from the store whenever it is asked. */
public final class PatientBilling {
  private final PayerProfiles profiles;

  /** Judges by these payer profiles. */
  public PatientBilling(PayerProfiles profiles) {
    this.profiles = profiles;
  }

  /**
   * The determinations as of an instant.
   *
   * @return empty when the practice has no such patient, or the patient was never enrolled
   * @throws IllegalStateException when the enrolment names a payer profile that there is none of
   */
  public Optional<BillingAnswer> answer(
      Session session, PracticeId practice, PatientId patient, Instant asOf) throws SQLException {
    return billed(session, practice, patient, asOf).map(Billed::answer);
  }

  /**
   * Determinations, and what they were determined from.
   *
   * @param enrolment id of the newest episode
   * @param facts of the patient and that episode
   * @param answer the determinations
   */
  public record Billed(String enrolment, BillingFacts facts, BillingAnswer answer) {}

  /** As {@link #answer}, with the facts. */
  public Optional<Billed> billed(
      Session session, PracticeId practice, PatientId patient, Instant asOf) throws SQLException {
    Optional<BillingFactsReader.Question> question =
        BillingFactsReader.read(session, practice, patient);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    List<DatedPayer> payers = payers(question.get());
    BillingFacts facts = question.get().facts();
    BillingAnswer answer = Determinations.determine(facts, payers, asOf);
    return Optional.of(
        new Billed(
            question.get().enrolment(),
            facts,
            TestPatients.has(session, practice, patient)
                ? answer.blocked(ReasonCode.TEST_PATIENT)
                : answer));
  }

  /** The determinations as they would be with one more time entry; nothing is written. */
  Optional<BillingAnswer> answerWith(
      Session session, PracticeId practice, PatientId patient, TimeEntry entry, Instant asOf)
      throws SQLException {
    Optional<BillingFactsReader.Question> question =
        BillingFactsReader.read(session, practice, patient);
    if (question.isEmpty()) {
      return Optional.empty();
    }
    BillingFacts facts =
        question
            .get()
            .facts()
            .with(entry, BillingFactsReader.elsewhere(session, practice, patient, entry));
    return Optional.of(Determinations.determine(facts, payers(question.get()), asOf));
  }

  private List<DatedPayer> payers(BillingFactsReader.Question question) {
    return question.payers().entrySet().stream()
        .map(payer -> new DatedPayer(profile(payer.getValue()), payer.getKey()))
        .toList();
  }

  private PayerProfile profile(String name) {
    return profiles
        .find(name)
        .orElseThrow(() ->
            new IllegalStateException(
                "there is no payer profile "
                    + name
                    + "; the folder of the setting payers has "
                    + profiles.names()));
  }
}
