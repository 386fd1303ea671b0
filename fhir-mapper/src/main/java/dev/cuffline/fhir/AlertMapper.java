package dev.cuffline.fhir;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/**
 * An alert as an R4 DetectedIssue, the same resource through its life (devices.md 4.6): preliminary
 * while somebody must deal with it, final once it is resolved, entered-in-error when the readings
 * behind it were taken back. Thread-safe.
 */
public final class AlertMapper {
  private final ResourceIds ids;
  private final IdentifierSystems systems;

  /** A mapper that names resources by these ids and identifiers in these systems. */
  public AlertMapper(ResourceIds ids, IdentifierSystems systems) {
    this.ids = ids;
    this.systems = systems;
  }

  /** The DetectedIssue; its id is the one that {@link ResourceIds#alert} gives. */
  public DetectedIssue toDetectedIssue(AlertFacts alert) {
    String id = ids.alert(alert.id());
    var issue = new DetectedIssue();
    issue.setId(id);
    issue.addIdentifier().setSystem(systems.alertKey()).setValue(id);
    issue
        .setStatus(status(alert.state()))
        .setCode(new CodeableConcept().setText(String.join(", ", alert.rules())))
        .setSeverity(severity(alert.severity()))
        .setPatient(new Reference(alert.subject()))
        .setIdentified(period(alert))
        .setDetail(alert.sentence());
    for (String observation : alert.evidence()) {
      issue.addImplicated(new Reference(observation));
      issue.addEvidence().addDetail(new Reference(observation));
    }
    for (AlertFacts.Handled handled : alert.handled()) {
      issue
          .addMitigation()
          .setAction(new CodeableConcept().setText(handled.what()))
          .setDateElement(dateTime(alert, handled.at()));
    }
    return issue;
  }

  private static Period period(AlertFacts alert) {
    Instant first = alert.first().orElse(alert.raisedAt());
    return new Period()
        .setStartElement(dateTime(alert, first))
        .setEndElement(dateTime(alert, alert.last().orElse(first)));
  }

  private static DateTimeType dateTime(AlertFacts alert, Instant instant) {
    ZoneOffset offset = alert.zone().getRules().getOffset(instant);
    return Effective.dateTime(instant, offset);
  }

  private static DetectedIssueStatus status(AlertFacts.State state) {
    return switch (state) {
      case OPEN -> DetectedIssueStatus.PRELIMINARY;
      case RESOLVED -> DetectedIssueStatus.FINAL;
      case WITHDRAWN -> DetectedIssueStatus.ENTEREDINERROR;
    };
  }

  private static DetectedIssueSeverity severity(AlertFacts.Severity severity) {
    return switch (severity) {
      case HIGH -> DetectedIssueSeverity.HIGH;
      case MODERATE -> DetectedIssueSeverity.MODERATE;
      case LOW -> DetectedIssueSeverity.LOW;
    };
  }
}
