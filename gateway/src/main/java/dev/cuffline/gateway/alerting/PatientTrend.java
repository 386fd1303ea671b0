package dev.cuffline.gateway.alerting;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What the last fold of one patient's readings has left to know.
 *
 * @param zone of the patient's home
 * @param ruling the rules that they were judged by
 * @param window their readings of the history, older ones at the beginning included
 * @param stored what there is in the tables because of it
 */
record PatientTrend(ZoneId zone, Ruling ruling, PackedWindow window, Stored stored) {
  private static final int OVERHEAD = 300;

  /**
   * Which tables need to be asked about a patient.
   *
   * @param alerts or actions on them, ever
   * @param findings in the history, those for review included
   * @param due an instant at which time changes something
   */
  record Stored(boolean alerts, boolean findings, boolean due) {
    /** Nothing is known yet. */
    static final Stored PERHAPS = new Stored(true, true, true);

    /** Nothing but readings. */
    static final Stored NOTHING = new Stored(false, false, false);
  }

  /** Whether it can be gone on with on a date. */
  boolean standsOn(LocalDate today, ZoneId home) {
    return zone.equals(home) && ruling.holdsOn(today);
  }

  /** The same after another fold, without most of what was measured before the history. */
  PatientTrend after(Instant from, PatientId patient, Stored now) {
    if (!window.isWorthTrimming(from)) {
      return new PatientTrend(zone, ruling, window, now);
    }
    PackedWindow rest = new PackedWindow();
    window.between(from, Instant.MAX, patient).forEach(rest::add);
    return new PatientTrend(zone, ruling, rest, now);
  }

  /** Bytes of memory, about. */
  int weight() {
    return window.weight() + OVERHEAD;
  }
}
