package dev.cuffline.fhir;

import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.NoNumber;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * A reading as R4 Observations: blood pressure (US Core Blood Pressure 8.0.0) and heart rate (US
 * Core Heart Rate 8.0.0), each by itself.
 *
 * <p>Two identifiers: the reading key, shared by all Observations of a reading, and the Observation
 * key, which is the resource's id and belongs to this reading, patient and kind alone. Conditional
 * writes search for the second; the first would find the heart rate beside its blood pressure.
 *
 * <p>{@code issued} is the instant at which the reading was judged, so that a retry of the same
 * version is the same resource. Thread-safe.
 */
public final class ObservationMapper {
  private final ResourceIds ids;
  private final IdentifierSystems systems;
  private final PhdObservations phd;
  private final Shape shape;

  /** A mapper that names resources by these ids and identifiers in these systems. */
  public ObservationMapper(ResourceIds ids, IdentifierSystems systems) {
    this(ids, systems, Shape.USUAL);
  }

  /**
   * The same for one destination.
   *
   * @param shape what it takes
   */
  public ObservationMapper(ResourceIds ids, IdentifierSystems systems, Shape shape) {
    this.ids = ids;
    this.systems = systems;
    this.phd = new PhdObservations(ids, systems);
    this.shape = shape;
  }

  /**
   * All Observations of a reading, as far as it has them: its blood pressure, then its heart rate;
   * of a BLE cuff behind a hub also, before them, what both clocks showed, and after them the bits
   * of its status. Each after those that it refers to.
   */
  public List<Observation> toObservations(Reading reading, ObservationContext context) {
    List<Observation> observations = new ArrayList<>();
    phd.coincidentTime(reading, context).ifPresent(observations::add);
    bloodPressure(reading, context).ifPresent(observations::add);
    heartRate(reading, context).ifPresent(observations::add);
    phd.statusBits(reading, context).ifPresent(observations::add);
    return shape.equals(Shape.USUAL)
        ? observations
        : Shaping.apply(
            observations,
            shape,
            systems,
            kind -> ids.observation(reading.id(), reading.patient(), kind));
  }

  /** The blood pressure; empty for a pulse that came alone. */
  public Optional<Observation> bloodPressure(Reading reading, ObservationContext context) {
    return reading
        .bloodPressure()
        .map(pressure ->
            withPressure(
                frame(reading, context, ObservationKind.BLOOD_PRESSURE, "us-core-blood-pressure"),
                pressure,
                reading.absent().mean()));
  }

  /** The pulse rate, or why the device gave none; empty where it said nothing of a pulse. */
  public Optional<Observation> heartRate(Reading reading, ObservationContext context) {
    Optional<NoNumber> absent = reading.absent().pulse();
    if (reading.pulse().isEmpty() && absent.isEmpty()) {
      return Optional.empty();
    }
    Observation observation =
        frame(reading, context, ObservationKind.HEART_RATE, "us-core-heart-rate")
            .setCode(Terms.heartRate());
    reading
        .pulse()
        .ifPresent(pulse -> observation.setValue(quantity(pulse, "beats/minute", "/min")));
    absent.ifPresent(said -> observation.setDataAbsentReason(Terms.absent(said)));
    return Optional.of(observation);
  }

  private static Observation withPressure(
      Observation observation, BloodPressure pressure, Optional<NoNumber> noMean) {
    observation.setCode(Terms.bloodPressure());
    observation.addComponent(component(Terms.systolic(), pressure.systolic()));
    observation.addComponent(component(Terms.diastolic(), pressure.diastolic()));
    if (pressure.mean().isPresent()) {
      observation.addComponent(component(Terms.mean(), pressure.mean().get()));
    } else {
      noMean.ifPresent(said ->
          observation.addComponent(
              new ObservationComponentComponent(Terms.mean())
                  .setDataAbsentReason(Terms.absent(said))));
    }
    return observation;
  }

  private Observation frame(
      Reading reading, ObservationContext context, ObservationKind kind, String profile) {
    String id = ids.observation(reading.id(), reading.patient(), kind);
    var observation = new Observation();
    observation.setId(id);
    observation.getMeta().addProfile(Terms.US_CORE + profile).addTag(Terms.patientSupplied());
    observation
        .addIdentifier(identifier(systems.readingKey(), reading.id().value()))
        .addIdentifier(identifier(systems.observationKey(), id))
        .setStatus(status(reading.status()))
        .addCategory(Terms.vitalSigns())
        .setSubject(new Reference(context.subject()))
        .addPerformer(new Reference(context.subject()))
        .setEffective(Effective.dateTime(reading.measuredAt(), context.zone()))
        .setIssuedElement(Effective.instant(reading.judgedAt()));
    context.device().map(Reference::new).ifPresent(observation::setDevice);
    phd.claim(observation, reading, context, kind);
    Notes.of(reading).forEach(note -> observation.addNote(new Annotation().setText(note)));
    return observation;
  }

  static ObservationStatus status(ReadingStatus status) {
    return switch (status) {
      case FINAL -> ObservationStatus.FINAL;
      case AMENDED -> ObservationStatus.AMENDED;
      case ENTERED_IN_ERROR -> ObservationStatus.ENTEREDINERROR;
    };
  }

  private static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  private static ObservationComponentComponent component(CodeableConcept code, BigDecimal value) {
    return new ObservationComponentComponent(code).setValue(quantity(value, "mmHg", "mm[Hg]"));
  }

  private static Quantity quantity(BigDecimal value, String unit, String code) {
    return new Quantity()
        .setValue(withoutExponent(value))
        .setUnit(unit)
        .setSystem(Terms.UCUM)
        .setCode(code);
  }

  /** The device's own scale; only 1.2E+2 is written out, which no reader expects of a pressure. */
  private static BigDecimal withoutExponent(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
