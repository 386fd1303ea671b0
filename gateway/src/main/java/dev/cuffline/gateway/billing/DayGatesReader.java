package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.EnrolmentSpans;
import dev.cuffline.gateway.store.HomeZone;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.dataday.AssignedDevice;
import dev.cuffline.rules.dataday.DayGates;
import dev.cuffline.rules.dataday.HomeZones;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads what must hold on a date before a reading can count for it. */
final class DayGatesReader {
  private DayGatesReader() {}

  /** The gates of a patient by the newest enrolment; empty when there is no such patient. */
  static Optional<DayGates> read(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    Optional<ZoneId> zone = HomeZone.of(session, practice, patient);
    if (zone.isEmpty()) {
      return Optional.empty();
    }
    List<AssignedDevice> devices = devices(session, practice, patient);
    Optional<Gates> enrolled =
        session.first(
            """
            SELECT * FROM enrolment WHERE practice_id = ? AND patient_id = ?
            ORDER BY started_on DESC, id DESC LIMIT 1
            """,
            Gates::of,
            practice,
            patient);
    Gates gates = enrolled.orElse(Gates.NONE);
    List<DateRange> paused = List.of();
    List<DateRange> stays = List.of();
    if (gates.enrolment().isPresent()) {
      String id = gates.enrolment().get();
      paused = EnrolmentSpans.of(session, practice, id, EnrolmentSpans.PAUSED);
      stays = EnrolmentSpans.of(session, practice, id, EnrolmentSpans.FACILITY);
    }
    return Optional.of(
        new DayGates(
            patient,
            HomeZones.of(zone.get()),
            devices,
            gates.orderedOn(),
            gates.consentOn(),
            gates.withdrawnOn(),
            gates.endedOn(),
            paused,
            stays));
  }

  /** What the enrolment says. */
  private record Gates(
      Optional<String> enrolment,
      Optional<LocalDate> orderedOn,
      Optional<LocalDate> consentOn,
      Optional<LocalDate> withdrawnOn,
      Optional<LocalDate> endedOn) {
    private static final Gates NONE =
        new Gates(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static Gates of(Row row) throws SQLException {
      return new Gates(
          Optional.of(row.text("id")),
          row.date("ordered_on"),
          row.date("consent_on"),
          row.date("consent_withdrawn_on"),
          row.date("ended_on"));
    }
  }

  private static List<AssignedDevice> devices(
      Session session, PracticeId practice, PatientId patient) throws SQLException {
    return session.list(
        """
        SELECT a.device_id, a.from_at, a.to_at, d.regulatory_status FROM assignment a
        JOIN device d ON d.practice_id = a.practice_id AND d.id = a.device_id
        WHERE a.practice_id = ? AND a.patient_id = ? ORDER BY a.from_at, a.id
        """,
        DayGatesReader::device,
        practice,
        patient);
  }

  private static AssignedDevice device(Row row) throws SQLException {
    return new AssignedDevice(
        new DeviceId(row.text("device_id")),
        RegulatoryStatus.valueOf(row.text("regulatory_status")),
        row.instant("from_at"),
        row.optionalInstant("to_at"));
  }
}
