package dev.cuffline.rules.dataday;

import java.time.LocalDate;

/** What one reading, looked at alone, says about a data-day. */
public sealed interface DayVerdict {
  /**
   * The local date it is about: of the measurement; of the receipt where the clock is not to be
   * believed, so that a person finds it where it arrived.
   */
  LocalDate date();

  /**
   * It makes this date a data-day.
   *
   * @param date in the patient's home zone
   * @param batchUpload it arrived late but inside the period: flagged, and counts (R17)
   */
  record Counts(LocalDate date, boolean batchUpload) implements DayVerdict {}

  /**
   * It would make this date a data-day once a person supplies what is missing.
   *
   * @param date in the patient's home zone
   * @param reason what is missing
   */
  record Held(LocalDate date, DayReason reason) implements DayVerdict {}

  /**
   * It does not count.
   *
   * @param date in the patient's home zone
   * @param reason why not
   */
  record Excluded(LocalDate date, DayReason reason) implements DayVerdict {}
}
