package dev.cuffline.fhir;

import dev.cuffline.rules.reading.ClockRepair;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * What HL7's Personal Health Device profiles (PHD 2.0.0) ask for beside US Core, where a hub has
 * read a BLE cuff (devices.md 4.2). Thread-safe.
 */
final class PhdObservations {
  private static final String PROFILES = Terms.PHD + "StructureDefinition/";
  private static final String GATEWAY_DEVICE =
      "http://hl7.org/fhir/StructureDefinition/observation-gatewayDevice";

  private record Bit(int place, String name) {}

  /** Places and names of MDC_BLOOD_PRESSURE_MEASUREMENT_STATUS. */
  private static final Map<ReadingFlag, Bit> BITS = bits();

  private final ResourceIds ids;
  private final IdentifierSystems systems;

  PhdObservations(ResourceIds ids, IdentifierSystems systems) {
    this.ids = ids;
    this.systems = systems;
  }

  private static Map<ReadingFlag, Bit> bits() {
    Map<ReadingFlag, Bit> bits = new EnumMap<>(ReadingFlag.class);
    bits.put(ReadingFlag.BODY_MOVEMENT, new Bit(0, "body-movement"));
    bits.put(ReadingFlag.CUFF_TOO_LOOSE, new Bit(1, "cuff-too-loose"));
    bits.put(ReadingFlag.IRREGULAR_PULSE, new Bit(2, "irregular-pulse"));
    bits.put(ReadingFlag.PULSE_ABOVE_RANGE, new Bit(3, "pulse-rate-exceeds-upper-limit"));
    bits.put(ReadingFlag.PULSE_BELOW_RANGE, new Bit(4, "pulse-rate-less-than-lower-limit"));
    bits.put(ReadingFlag.IMPROPER_POSITION, new Bit(5, "improper-body-position"));
    return bits;
  }

  /** Lets a vital sign satisfy its PHD profile too, where there is a hub. */
  void claim(
      Observation observation, Reading reading, ObservationContext context, ObservationKind kind) {
    if (context.gateway().isEmpty()) {
      return;
    }
    observation
        .getMeta()
        .addProfile(
            PROFILES
                + (kind == ObservationKind.BLOOD_PRESSURE
                    ? "PhdCompoundNumericObservation"
                    : "PhdNumericObservation"));
    observation.addCategory(Terms.phd());
    refer(observation, reading, context);
  }

  private void refer(Observation observation, Reading reading, ObservationContext context) {
    observation.addExtension(
        new Extension(GATEWAY_DEVICE, new Reference(context.gateway().orElseThrow())));
    if (ClockRepair.of(reading.measuredAt()).isPresent()) {
      observation.addExtension(
          new Extension(
              PROFILES + "CoincidentTimeStampReference",
              new Reference("Observation/" + id(reading, ObservationKind.COINCIDENT_TIME))));
    }
  }

  private String id(Reading reading, ObservationKind kind) {
    return ids.observation(reading.id(), reading.patient(), kind);
  }

  /**
   * What both clocks showed; empty where the cuff's was not repaired. It is about the cuff and no
   * patient, and stays true whatever becomes of the reading.
   */
  Optional<Observation> coincidentTime(Reading reading, ObservationContext context) {
    Optional<ClockRepair> repair = ClockRepair.of(reading.measuredAt());
    if (context.gateway().isEmpty() || context.device().isEmpty() || repair.isEmpty()) {
      return Optional.empty();
    }
    ZoneOffset offset = context.zone().getRules().getOffset(repair.get().hubNow());
    Observation observation =
        named(reading, ObservationKind.COINCIDENT_TIME, "PhdCoincidentTimeStampObservation");
    return Optional.of(
        observation
            .setStatus(ObservationStatus.FINAL)
            .setCode(Terms.absoluteTime())
            .setSubject(new Reference(context.device().get()))
            .setEffective(Effective.dateTime(repair.get().hubNow(), offset))
            .setValue(Effective.dateTime(repair.get().cuffNow().toInstant(offset), offset))
            .setDevice(new Reference(context.gateway().get())));
  }

  /** The bits that are set; empty when none is, or where there is no hub. */
  Optional<Observation> statusBits(Reading reading, ObservationContext context) {
    boolean any = reading.flags().stream().anyMatch(BITS::containsKey);
    if (!any || context.gateway().isEmpty() || context.device().isEmpty()) {
      return Optional.empty();
    }
    Observation observation =
        named(reading, ObservationKind.STATUS_BITS, "PhdBitsEnumerationObservation");
    observation
        .addCategory(Terms.phd())
        .setCode(Terms.statusBits())
        .setSubject(new Reference(context.subject()))
        .addPerformer(new Reference(context.subject()))
        .setEffective(Effective.dateTime(reading.measuredAt(), context.zone()))
        .setIssuedElement(Effective.instant(reading.judgedAt()))
        .setDevice(new Reference(context.device().get()));
    refer(observation, reading, context);
    if (reading.bloodPressure().isPresent()) {
      observation.addDerivedFrom(
          new Reference("Observation/" + id(reading, ObservationKind.BLOOD_PRESSURE)));
    }
    BITS.forEach((flag, bit) -> {
      if (reading.flags().contains(flag)) {
        observation.addComponent(
            new ObservationComponentComponent(Terms.statusBit(bit.place(), bit.name()))
                .setValue(new BooleanType(true)));
      }
    });
    return Optional.of(observation);
  }

  private Observation named(Reading reading, ObservationKind kind, String profile) {
    String id = id(reading, kind);
    var observation = new Observation();
    observation.setId(id);
    observation.getMeta().addProfile(PROFILES + profile).addTag(Terms.patientSupplied());
    observation
        .addIdentifier(
            new Identifier().setSystem(systems.readingKey()).setValue(reading.id().value()))
        .addIdentifier(new Identifier().setSystem(systems.observationKey()).setValue(id))
        .setStatus(ObservationMapper.status(reading.status()));
    return observation;
  }
}
