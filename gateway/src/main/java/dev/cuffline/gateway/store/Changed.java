package dev.cuffline.gateway.store;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;

/**
 * What a transaction changed that somebody may be looking at. Names the thing, never its values:
 * whoever hears of it reads them anew.
 */
public sealed interface Changed {
  /** Whose it is. */
  PracticeId practice();

  /**
   * An alert was raised, or is another now.
   *
   * @param id of the alert, in its practice
   */
  record Alert(PracticeId practice, String id) implements Changed {}

  /** One of a patient's two clocks stands differently. */
  record Clocks(PracticeId practice, PatientId patient) implements Changed {}
}
