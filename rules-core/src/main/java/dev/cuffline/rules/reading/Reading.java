package dev.cuffline.rules.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A decoded, identified measurement of one patient.
 *
 * <p>Alerting and counting look at it separately: {@code counted} says whether intake accepted it
 * as evidence for a data-day; the critical rules never ask (P6).
 *
 * @param id the same for the same measurement, however often and by whatever way it arrives
 * @param patient whose it is at the time of measurement
 * @param device the device that took it
 * @param measuredAt when it was taken
 * @param receivedAt when the gateway received it
 * @param judgedAt receivedAt, or the instant at which it was released from quarantine; the age for
 *     HISTORIC is judgedAt − measuredAt (DESIGN.md section 1, Time)
 * @param bloodPressure in mmHg; empty for a pulse, or a flag, that came alone
 * @param pulse beats per minute, greater than zero; empty when the device found none
 * @param flags what the device said about the measurement
 * @param entry automatic or typed
 * @param status final, amended or entered in error
 * @param counted false for accept-not-counted
 * @param absent why there is no mean pressure or no pulse, where the device said so
 */
public record Reading(
    ReadingId id,
    PatientId patient,
    DeviceId device,
    MeasuredAt measuredAt,
    Instant receivedAt,
    Instant judgedAt,
    Optional<BloodPressure> bloodPressure,
    Optional<BigDecimal> pulse,
    Set<ReadingFlag> flags,
    EntryMethod entry,
    ReadingStatus status,
    boolean counted,
    Absent absent) {
  /** A reading whose device said nothing of what is absent. */
  public Reading(
      ReadingId id,
      PatientId patient,
      DeviceId device,
      MeasuredAt measuredAt,
      Instant receivedAt,
      Instant judgedAt,
      Optional<BloodPressure> bloodPressure,
      Optional<BigDecimal> pulse,
      Set<ReadingFlag> flags,
      EntryMethod entry,
      ReadingStatus status,
      boolean counted) {
    this(
        id,
        patient,
        device,
        measuredAt,
        receivedAt,
        judgedAt,
        bloodPressure,
        pulse,
        flags,
        entry,
        status,
        counted,
        Absent.NOTHING);
  }

  /**
   * Copies the flags; refuses a reading without any value or flag and a pulse that is not positive.
   */
  public Reading {
    flags = Set.copyOf(flags);
    if (bloodPressure.isEmpty() && pulse.isEmpty() && flags.isEmpty()) {
      throw new IllegalArgumentException("a reading needs a blood pressure, a pulse or a flag");
    }
    if (pulse.isPresent() && pulse.get().signum() <= 0) {
      throw new IllegalArgumentException("pulse must be greater than zero, or absent");
    }
    if (pulse.isPresent() && absent.pulse().isPresent()) {
      throw new IllegalArgumentException("a pulse is a number or absent, not both");
    }
  }

  /** Whether it stands: not entered in error. */
  public boolean stands() {
    return status != ReadingStatus.ENTERED_IN_ERROR;
  }
}
