package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What judging found. A quarantined measurement keeps its values and, where it is known, its time:
 * the critical rules look at them all the same (P6).
 *
 * @param disposition before deduplication
 * @param reasons stable codes
 * @param measurement the values, for everything that holds any
 * @param measuredAt when it was taken; SUSPECT in quality when its clock is not believed
 * @param owner whose it is, when it has an owner
 */
public record Judged(
    Disposition disposition,
    List<Reason> reasons,
    Optional<Measurement> measurement,
    Optional<MeasuredAt> measuredAt,
    Optional<Owner> owner) {
  /**
   * Whose reading it is.
   *
   * @param zone the patient's home zone
   */
  public record Owner(PatientId patient, DeviceId device, ZoneId zone) {}

  /** Copies the reasons. */
  public Judged {
    reasons = List.copyOf(reasons);
  }

  /** Whether it was old when it was judged. */
  public boolean isLate() {
    return reasons.contains(Reason.of("late"));
  }
}
