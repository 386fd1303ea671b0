package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.AlertFacts;
import dev.cuffline.fhir.AlertMapper;
import dev.cuffline.fhir.IdentifierSystems;
import dev.cuffline.fhir.ObservationKind;
import dev.cuffline.fhir.ResourceIds;
import dev.cuffline.fhir.TaskMapper;
import dev.cuffline.gateway.store.HomeZone;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Task;

/**
 * Makes FHIR R4 resources of an alert: its DetectedIssue and, where they are wanted, the Task that
 * it is and the Communications that it led to.
 */
final class AlertResources {
  private final Manner manner;
  private final OnRequest wanted;
  private final IdentifierSystems systems;
  private final ResourceIds ids;
  private final AlertMapper alerts;
  private final TaskMapper tasks;
  private final ResourceText text;

  AlertResources(
      Manner manner,
      OnRequest wanted,
      ResourceIds ids,
      IdentifierSystems systems,
      ResourceText text) {
    this.manner = manner;
    this.wanted = wanted;
    this.systems = systems;
    this.ids = ids;
    this.alerts = new AlertMapper(ids, systems);
    this.tasks = new TaskMapper(ids, systems);
    this.text = text;
  }

  /**
   * An alert as it stands. It refers to its Observations by their ids: they were queued before it,
   * and are not made once more for it.
   */
  List<Resource> of(Session session, Outbox.Entry entry) throws SQLException {
    Optional<SentAlert> found = SentAlert.find(session, entry.practice(), entry.subjectId());
    if (found.isEmpty()) {
      return List.of();
    }
    SentAlert alert = found.get();
    ZoneId zone =
        HomeZone.of(session, entry.practice(), alert.patient())
            .orElseThrow(() ->
                new ResourceSource.UnsendableException("the patient is no longer in the store"));
    Subjects subjects = Subjects.of(session, manner, entry.practice(), alert.patient());
    AlertFacts facts = facts(session, entry, alert, zone);
    List<Resource> resources = new ArrayList<>();
    DetectedIssue issue = alerts.toDetectedIssue(facts);
    subjects.in(issue);
    resources.add(
        text.of(
            entry.practice(), issue, entry.seq(), systems.alertKey() + "|" + issue.getIdPart()));
    if (wanted.tasks()) {
      Task task = tasks.toTask(entry.practice(), alert.task(facts));
      subjects.in(task);
      resources.add(
          text.of(entry.practice(), task, entry.seq(), systems.taskKey() + "|" + task.getIdPart()));
    }
    if (wanted.notices()) {
      for (SentNotice notice : SentNotice.of(session, entry.practice(), alert.id())) {
        Communication told = tasks.toCommunication(notice.facts(entry.practice(), alert));
        subjects.in(told);
        resources.add(
            text.of(
                entry.practice(),
                told,
                SentNotice.VERSION,
                systems.noticeKey() + "|" + told.getIdPart()));
      }
    }
    return resources;
  }

  private AlertFacts facts(Session session, Outbox.Entry entry, SentAlert alert, ZoneId zone)
      throws SQLException {
    List<String> evidence = new ArrayList<>();
    List<Instant> measured = new ArrayList<>();
    for (ReadingId id : alert.evidence()) {
      Optional<Reading> reading =
          Readings.find(session, entry.practice(), id)
              .map(StoredReading::reading)
              .filter(stored -> stored.patient().equals(alert.patient()));
      reading.ifPresent(stored -> {
        measured.add(stored.measuredAt().instant());
        kinds(stored)
            .forEach(
                kind -> evidence.add("Observation/" + ids.observation(id, alert.patient(), kind)));
      });
    }
    return alert.facts(zone, evidence, measured);
  }

  /** The Observations of a reading that say what an alert rests on. */
  private List<ObservationKind> kinds(Reading reading) {
    if (reading.bloodPressure().isEmpty()) {
      return reading.pulse().isPresent() ? List.of(ObservationKind.HEART_RATE) : List.of();
    }
    return switch (manner.shape().pressure()) {
      case PANEL -> List.of(ObservationKind.BLOOD_PRESSURE);
      case SEPARATE -> List.of(ObservationKind.SYSTOLIC, ObservationKind.DIASTOLIC);
    };
  }
}
