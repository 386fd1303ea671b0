package dev.cuffline.rules.billing;

import dev.cuffline.rules.caretime.TimeElsewhere;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.dataday.AssignedDevice;
import dev.cuffline.rules.dataday.HomeZones;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a determination is a function of, for one patient and one episode (R50). Lists may be
 * in any order and may repeat.
 *
 * @param patient the patient
 * @param zones the patient's home zones; device periods are in them
 * @param practiceZone calendar months are in it
 * @param diagnoses ICD-10-CM
 * @param enrolment the episode
 * @param devices assignments with regulatory status
 * @param readings the patient's readings; with {@code since}, those from 62 days before it on, and
 *     those of the first period as long as set-up is not billed
 * @param dataLink whether a qualifying reading for management time is looked up or taken as given
 * @param timeEntries for every service, so that double counting shows
 * @param timeElsewhere what the same performers logged for other patients, for the same reason
 * @param otherServices other services billed for the patient
 * @param claims released claims of this episode
 * @param since periods and months that end before this date are not determined; {@link
 *     LocalDate#MIN} for all
 */
public record BillingFacts(
    PatientId patient,
    HomeZones zones,
    ZoneId practiceZone,
    List<String> diagnoses,
    Enrolment enrolment,
    List<AssignedDevice> devices,
    List<Reading> readings,
    DataLink dataLink,
    List<TimeEntry> timeEntries,
    List<TimeElsewhere> timeElsewhere,
    List<OtherService> otherServices,
    List<ReleasedClaim> claims,
    LocalDate since) {
  /** Whether management time is linked to transmitted data (R36). */
  public enum DataLink {
    /** Looked up in the readings. */
    FROM_READINGS,
    /** Taken as given, for questions without readings. */
    ASSUMED
  }

  /** Copies the lists. */
  public BillingFacts {
    diagnoses = List.copyOf(diagnoses);
    devices = List.copyOf(devices);
    readings = List.copyOf(readings);
    timeEntries = List.copyOf(timeEntries);
    timeElsewhere = List.copyOf(timeElsewhere);
    otherServices = List.copyOf(otherServices);
    claims = List.copyOf(claims);
  }

  /**
   * The same as if one more time entry were there.
   *
   * @param elsewhere what its performer logged for other patients in the same seconds
   */
  public BillingFacts with(TimeEntry entry, List<TimeElsewhere> elsewhere) {
    return new BillingFacts(
        patient,
        zones,
        practiceZone,
        diagnoses,
        enrolment,
        devices,
        readings,
        dataLink,
        Stream.concat(timeEntries.stream(), Stream.of(entry)).toList(),
        Stream.concat(timeElsewhere.stream(), elsewhere.stream()).toList(),
        otherServices,
        claims,
        since);
  }
}
