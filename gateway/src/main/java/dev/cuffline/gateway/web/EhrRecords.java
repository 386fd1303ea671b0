package dev.cuffline.gateway.web;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What an EHR knows of our patients. */
public interface EhrRecords {
  /**
   * What came of asking.
   *
   * @param asked patients with an identifier that the EHR knows them by
   * @param changed patients who are on file otherwise now
   * @param unknown ids of those whom the EHR does not have, or has several times
   * @param mergesProposed ids of merges that wait for a person
   * @param filledIn how many facts about enrolments were missing here
   * @param proposed ids of proposals that wait for a person, since now
   * @param unanswered what the EHR does not have or does not let us see, in its words
   */
  record Refreshed(
      int asked,
      int changed,
      List<String> unknown,
      List<String> mergesProposed,
      int filledIn,
      List<String> proposed,
      List<String> unanswered) {
    /** Copies the lists. */
    public Refreshed {
      unknown = List.copyOf(unknown);
      mergesProposed = List.copyOf(mergesProposed);
      proposed = List.copyOf(proposed);
      unanswered = List.copyOf(unanswered);
    }
  }

  /**
   * Asks for the patients of a practice and takes over name, birth date, phones and language; of
   * their enrolments payer, consent, order, established-patient evidence and facility stays, as far
   * as they are missing here. What contradicts is proposed, and so is what the EHR has merged. No
   * patient is made.
   *
   * @param destination name of a FHIR server in the settings, with a patientSystem
   * @param patient this one alone; empty for all
   * @throws IllegalArgumentException when it is none
   * @throws IOException when it does not answer; whoever was asked before is refreshed
   */
  Refreshed refresh(
      PracticeId practice, String destination, Optional<PatientId> patient, String actor)
      throws IOException, InterruptedException;
}
