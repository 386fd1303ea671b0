package dev.cuffline.gateway.alerting;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What the last fold of one patient's readings has left to know.
 *
 * @param zone of the patient's home
 * @param window their readings of the history, older ones at the beginning included
 * @param isSilent whether that fold showed nothing, and nothing is stored: no alert ever, no finding
 *     in the history, nothing due, no action of anybody
 */
record PatientTrend(ZoneId zone, PackedWindow window, boolean isSilent) {
  private static final int OVERHEAD = 300;

  /** The same after another fold, without most of what was measured before the history. */
  PatientTrend after(Instant from, PatientId patient, boolean silent) {
    if (!window.isWorthTrimming(from)) {
      return new PatientTrend(zone, window, silent);
    }
    PackedWindow rest = new PackedWindow();
    window.between(from, Instant.MAX, patient).forEach(rest::add);
    return new PatientTrend(zone, rest, silent);
  }

  /** Bytes of memory, about. */
  int weight() {
    return window.weight() + OVERHEAD;
  }
}
