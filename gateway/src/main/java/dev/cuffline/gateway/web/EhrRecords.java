package dev.cuffline.gateway.web;

import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.util.List;

/** What an EHR knows of our patients. */
public interface EhrRecords {
  /**
   * What came of asking.
   *
   * @param asked patients with an identifier that the EHR knows them by
   * @param changed patients who are on file otherwise now
   * @param unknown ids of those whom the EHR does not have, or has several times
   * @param mergesProposed ids of merges that wait for a person
   */
  record Refreshed(int asked, int changed, List<String> unknown, List<String> mergesProposed) {
    /** Copies the lists. */
    public Refreshed {
      unknown = List.copyOf(unknown);
      mergesProposed = List.copyOf(mergesProposed);
    }
  }

  /**
   * Asks for every patient of a practice and takes over name, birth date, phones and language; what
   * the EHR has merged is proposed to be merged here. No patient is made.
   *
   * @param destination name of a FHIR server in the settings, with a patientSystem
   * @throws IllegalArgumentException when it is none
   * @throws IOException when it does not answer; whoever was asked before is refreshed
   */
  Refreshed refresh(PracticeId practice, String destination, String actor)
      throws IOException, InterruptedException;
}
