package dev.cuffline.fhir;

import dev.cuffline.rules.reading.Absent;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** A plain reading and its variations. */
final class Samples {
  static final Instant MEASURED = Instant.parse("2026-01-11T13:00:00Z");
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final ObservationContext CONTEXT =
      new ObservationContext("Patient/p1", Optional.of("Device/cuff-1"), NEW_YORK);
  static final ResourceIds IDS = new ResourceIds(new byte[32]);
  static final IdentifierSystems SYSTEMS =
      IdentifierSystems.below("https://gateway.example.org/fhir");
  static final ObservationMapper MAPPER = new ObservationMapper(IDS, SYSTEMS);

  private Samples() {}

  static Reading reading() {
    return new Reading(
        new ReadingId("r1"),
        new PatientId("p1"),
        new DeviceId("cuff"),
        MeasuredAt.device(MEASURED),
        MEASURED.plusSeconds(60),
        MEASURED.plusSeconds(60),
        Optional.of(BloodPressure.of(126, 76)),
        Optional.empty(),
        Set.of(),
        EntryMethod.AUTOMATIC,
        ReadingStatus.FINAL,
        true);
  }

  static Reading with(Reading r, MeasuredAt measuredAt) {
    return new Reading(
        r.id(),
        r.patient(),
        r.device(),
        measuredAt,
        r.receivedAt(),
        r.judgedAt(),
        r.bloodPressure(),
        r.pulse(),
        r.flags(),
        r.entry(),
        r.status(),
        r.counted());
  }

  static Reading with(Reading r, BloodPressure pressure) {
    return with(r, Optional.of(pressure), r.pulse());
  }

  static Reading withPulse(Reading r, String pulse) {
    return with(r, r.bloodPressure(), Optional.of(new BigDecimal(pulse)));
  }

  static Reading with(Reading r, Optional<BloodPressure> pressure, Optional<BigDecimal> pulse) {
    return new Reading(
        r.id(),
        r.patient(),
        r.device(),
        r.measuredAt(),
        r.receivedAt(),
        r.judgedAt(),
        pressure,
        pulse,
        r.flags(),
        r.entry(),
        r.status(),
        r.counted());
  }

  static Reading with(Reading r, Absent absent) {
    return new Reading(
        r.id(),
        r.patient(),
        r.device(),
        r.measuredAt(),
        r.receivedAt(),
        r.judgedAt(),
        r.bloodPressure(),
        r.pulse(),
        r.flags(),
        r.entry(),
        r.status(),
        r.counted(),
        absent);
  }

  static Reading with(Reading r, Set<ReadingFlag> flags) {
    return new Reading(
        r.id(),
        r.patient(),
        r.device(),
        r.measuredAt(),
        r.receivedAt(),
        r.judgedAt(),
        r.bloodPressure(),
        r.pulse(),
        flags,
        r.entry(),
        r.status(),
        r.counted());
  }

  static Reading with(Reading r, ReadingStatus status) {
    return new Reading(
        r.id(),
        r.patient(),
        r.device(),
        r.measuredAt(),
        r.receivedAt(),
        r.judgedAt(),
        r.bloodPressure(),
        r.pulse(),
        r.flags(),
        r.entry(),
        status,
        r.counted());
  }

  static Reading with(Reading r, EntryMethod entry) {
    return new Reading(
        r.id(),
        r.patient(),
        r.device(),
        r.measuredAt(),
        r.receivedAt(),
        r.judgedAt(),
        r.bloodPressure(),
        r.pulse(),
        r.flags(),
        entry,
        r.status(),
        r.counted());
  }

  static Reading with(Reading r, PatientId patient) {
    return new Reading(
        r.id(),
        patient,
        r.device(),
        r.measuredAt(),
        r.receivedAt(),
        r.judgedAt(),
        r.bloodPressure(),
        r.pulse(),
        r.flags(),
        r.entry(),
        r.status(),
        r.counted());
  }
}
