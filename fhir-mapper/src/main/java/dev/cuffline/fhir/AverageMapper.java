package dev.cuffline.fhir;

import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.trend.PeriodMean;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * The mean pressure of a week or a month as a US Core Average Blood Pressure (8.0.0). Thread-safe.
 */
public final class AverageMapper {
  private final ResourceIds ids;
  private final IdentifierSystems systems;
  private final Shape shape;

  /** A mapper that names resources by these ids and identifiers in these systems. */
  public AverageMapper(ResourceIds ids, IdentifierSystems systems) {
    this(ids, systems, Shape.USUAL);
  }

  /**
   * The same for one destination.
   *
   * @param shape what it takes; a mean is always one Observation with LOINC codes
   */
  public AverageMapper(ResourceIds ids, IdentifierSystems systems, Shape shape) {
    this.ids = ids;
    this.systems = systems;
    this.shape = shape;
  }

  /**
   * The Observation; its id is the one that {@link ResourceIds#average} gives.
   *
   * @param span of local dates that it was asked for
   * @param status AMENDED when it was told otherwise before
   */
  public Observation toObservation(
      PatientId patient, ZoneId zone, DateRange span, PeriodMean mean, ReadingStatus status) {
    String id = ids.average(patient, span.from(), span.to());
    var subject = new Reference("Patient/" + patient);
    var observation = new Observation();
    observation.setId(id);
    observation
        .getMeta()
        .addProfile(Terms.US_CORE + "us-core-average-blood-pressure")
        .addTag(Terms.patientSupplied());
    observation.addIdentifier().setSystem(systems.observationKey()).setValue(id);
    observation
        .setStatus(ObservationMapper.status(status))
        .addCategory(Terms.vitalSigns())
        .setCode(Terms.averageBloodPressure())
        .setSubject(subject)
        .addPerformer(subject.copy())
        .setEffective(
            new Period()
                .setStartElement(dateTime(mean.first(), zone))
                .setEndElement(dateTime(mean.last(), zone)));
    observation.addComponent(pressure(Terms.averageSystolic(), mean.systolic()));
    observation.addComponent(pressure(Terms.averageDiastolic(), mean.diastolic()));
    observation.addComponent(
        new ObservationComponentComponent(Terms.numberOfMeasurements())
            .setValue(new Quantity().setValue(mean.readings()).setUnit("#")));
    observation.addNote(
        new Annotation()
            .setText(
                "Mean of %d readings on %d days from %s to %s"
                    .formatted(mean.readings(), mean.dates(), span.from(), span.to())));
    Shaping.finish(observation, shape);
    return observation;
  }

  private static DateTimeType dateTime(Instant instant, ZoneId zone) {
    return Effective.dateTime(instant, zone.getRules().getOffset(instant));
  }

  private static ObservationComponentComponent pressure(CodeableConcept code, BigDecimal value) {
    return new ObservationComponentComponent(code)
        .setValue(
            new Quantity().setValue(value).setUnit("mmHg").setSystem(Terms.UCUM).setCode("mm[Hg]"));
  }
}
