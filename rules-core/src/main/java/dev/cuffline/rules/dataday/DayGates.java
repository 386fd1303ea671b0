package dev.cuffline.rules.dataday;

import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What must hold on a date before a reading can count for it (R1, R8). Dates are local to the
 * patient's home zone.
 *
 * @param patient whose data-days are counted (R24)
 * @param zones the patient's home zones, aligned to the grid where there is one
 * @param devices every assignment of every device, in any order
 * @param orderedOn date of the order; empty holds every day (NO_ORDER)
 * @param consentOn date of the documented consent; empty holds every day (NO_CONSENT)
 * @param consentWithdrawnOn first date without consent again
 * @param endedOn last date of the episode: discharge, goals met or death
 * @param paused dates on which monitoring was suspended
 * @param facilityStays dates in a hospital or nursing facility (R23)
 */
public record DayGates(
    PatientId patient,
    HomeZones zones,
    List<AssignedDevice> devices,
    Optional<LocalDate> orderedOn,
    Optional<LocalDate> consentOn,
    Optional<LocalDate> consentWithdrawnOn,
    Optional<LocalDate> endedOn,
    List<DateRange> paused,
    List<DateRange> facilityStays) {
  /** Copies the lists. */
  public DayGates {
    devices = List.copyOf(devices);
    paused = List.copyOf(paused);
    facilityStays = List.copyOf(facilityStays);
  }

  /** The same gates with each zone frozen for whole periods (R11). */
  public DayGates alignedTo(PeriodGrid grid) {
    return new DayGates(
        patient,
        zones.alignedTo(grid),
        devices,
        orderedOn,
        consentOn,
        consentWithdrawnOn,
        endedOn,
        paused,
        facilityStays);
  }
}
