package dev.cuffline.fhir;

import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskRestrictionComponent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * What an alert asks of people, for work lists (devices.md 4.6): a Task through its life, and a
 * Communication for each time that somebody was told. Both are about the alert's DetectedIssue, and
 * one way: what a server does with a Task changes nothing here. They say of people no more than
 * that issue does, and hold no note that somebody wrote. Thread-safe.
 */
public final class TaskMapper {
  private final ResourceIds ids;
  private final IdentifierSystems systems;
  private final Parties parties;

  /** A mapper that names resources by these ids and identifiers in these systems. */
  public TaskMapper(ResourceIds ids, IdentifierSystems systems) {
    this.ids = ids;
    this.systems = systems;
    this.parties = new Parties(systems);
  }

  /** The Task; its id is the one that {@link ResourceIds#task} gives. */
  public Task toTask(PracticeId practice, TaskFacts facts) {
    AlertFacts alert = facts.alert();
    String id = ids.task(alert.id());
    var task = new Task();
    task.setId(id);
    task.addIdentifier().setSystem(systems.taskKey()).setValue(id);
    task.setStatus(status(facts))
        .setIntent(TaskIntent.ORDER)
        .setPriority(priority(facts.urgency()))
        .setCode(new CodeableConcept().setText("Deal with an alert"))
        .setDescription(alert.sentence())
        .setFocus(issue(alert.id()))
        .setFor(new Reference(alert.subject()))
        .setRequester(parties.software())
        .setOwner(parties.practice(practice))
        .setAuthoredOnElement(
            Effective.dateTime(alert.raisedAt(), offset(alert, alert.raisedAt())));
    Instant changed =
        Stream.concat(
                Stream.of(alert.raisedAt()), alert.handled().stream().map(AlertFacts.Handled::at))
            .max(Instant::compareTo)
            .orElseThrow();
    task.setLastModifiedElement(Effective.dateTime(changed, offset(alert, changed)));
    facts
        .outcome()
        .ifPresent(words -> task.setBusinessStatus(new CodeableConcept().setText(words)));
    if (alert.state() == AlertFacts.State.WITHDRAWN) {
      task.setStatusReason(new CodeableConcept().setText("Its readings were taken back"));
    }
    facts
        .dueAt()
        .ifPresent(due ->
            task.setRestriction(
                new TaskRestrictionComponent()
                    .setPeriod(
                        new Period().setEndElement(Effective.dateTime(due, offset(alert, due))))));
    return task;
  }

  /** The Communication; its id is the one that {@link ResourceIds#notice} gives. */
  public Communication toCommunication(NoticeFacts facts) {
    String id = ids.notice(facts.alert(), facts.number());
    var communication = new Communication();
    communication.setId(id);
    communication.addIdentifier().setSystem(systems.noticeKey()).setValue(id);
    communication
        .setStatus(CommunicationStatus.COMPLETED)
        .addCategory(Terms.of(Terms.R4 + "communication-category", "alert", "Alert"))
        .setPriority(CommunicationPriority.fromCode(priority(facts.urgency()).toCode()))
        .addMedium(Terms.medium(facts.channel()))
        .setSubject(new Reference(facts.subject()))
        .addAbout(issue(facts.alert()))
        .setSentElement(Effective.dateTime(facts.toldAt(), ZoneOffset.UTC))
        .addRecipient(parties.practice(facts.practice()))
        .setSender(parties.software());
    return communication;
  }

  private Reference issue(String alert) {
    return new Reference("DetectedIssue/" + ids.alert(alert));
  }

  private static ZoneOffset offset(AlertFacts alert, Instant instant) {
    return alert.zone().getRules().getOffset(instant);
  }

  private static TaskStatus status(TaskFacts facts) {
    if (facts.alert().state() == AlertFacts.State.WITHDRAWN) {
      return TaskStatus.CANCELLED;
    }
    return switch (facts.progress()) {
      case REQUESTED -> TaskStatus.REQUESTED;
      case ACCEPTED -> TaskStatus.ACCEPTED;
      case ON_HOLD -> TaskStatus.ONHOLD;
      case COMPLETED -> TaskStatus.COMPLETED;
    };
  }

  private static TaskPriority priority(TaskFacts.Urgency urgency) {
    return switch (urgency) {
      case CRITICAL -> TaskPriority.STAT;
      case HIGH -> TaskPriority.ASAP;
      case MEDIUM -> TaskPriority.URGENT;
      case LOW -> TaskPriority.ROUTINE;
    };
  }
}
