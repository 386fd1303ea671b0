package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.TestData;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.TestPatients;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * Names a patient as a destination knows them. No Patient is ever created by the gateway: a
 * destination that does not know one refuses, and a person looks at it. What is of a test patient
 * is labelled so.
 */
record Subjects(Manner manner, String ours, Optional<String> identifier, boolean test) {
  static Subjects of(Session session, Manner manner, PracticeId practice, PatientId patient)
      throws SQLException {
    String ours = "Patient/" + patient;
    boolean test = TestPatients.has(session, practice, patient);
    if (manner.subject() == Manner.Subject.ID) {
      return new Subjects(manner, ours, Optional.empty(), test);
    }
    Optional<String> identifier =
        session.first(
            """
            SELECT value FROM patient_identifier
            WHERE practice_id = ? AND patient_id = ? AND system = ? ORDER BY value LIMIT 1
            """,
            row -> row.text("value"),
            practice,
            patient,
            manner.patientSystem());
    if (identifier.isEmpty()) {
      throw new ResourceSource.UnsendableException(
          "the patient has no identifier of the system " + manner.patientSystem());
    }
    return new Subjects(manner, ours, identifier, test);
  }

  void in(Observation observation) {
    label(observation);
    name(observation.getSubject());
    observation.getPerformer().forEach(this::name);
  }

  void in(DetectedIssue issue) {
    label(issue);
    name(issue.getPatient());
  }

  /** So that nobody takes it for a person's. */
  private void label(Resource resource) {
    if (test) {
      TestData.label(resource);
    }
  }

  void in(Provenance provenance) {
    label(provenance);
    provenance.getAgent().forEach(agent -> name(agent.getWho()));
  }

  void in(Task task) {
    label(task);
    name(task.getFor());
  }

  void in(Communication communication) {
    label(communication);
    name(communication.getSubject());
  }

  private void name(Reference reference) {
    if (identifier.isEmpty() || !ours.equals(reference.getReference())) {
      return;
    }
    String value = identifier.get();
    if (manner.subject() == Manner.Subject.CONDITIONAL) {
      reference.setReference(
          "Patient?identifier=" + encoded(manner.patientSystem()) + "|" + encoded(value));
    } else {
      reference.setReference(null);
      reference.setType("Patient");
      reference.setIdentifier(new Identifier().setSystem(manner.patientSystem()).setValue(value));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
