package dev.cuffline.gateway.alerting;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.trend.Monitoring;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A patient whose readings are waited for, and who has sent one before.
 *
 * @param zone of the patient's home
 * @param newest when the newest reading was measured
 * @param monitoring since when, how often, and when nothing could arrive
 */
record Watched(PatientId patient, ZoneId zone, Instant newest, Monitoring monitoring) {
  /** Since when the patient has been silent for so many spans between two ordered readings. */
  Optional<Instant> silentSince(int intervals, Instant now) {
    return monitoring.silentSince(newest, intervals, now, zone);
  }
}
