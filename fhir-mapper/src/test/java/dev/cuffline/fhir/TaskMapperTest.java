package dev.cuffline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.PracticeId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An alert as work for somebody, and who was told of it. */
class TaskMapperTest {
  private static final FhirJson JSON = new FhirJson();
  private static final PracticeId PRACTICE = new PracticeId("practice");
  private static final TaskMapper MAPPER = new TaskMapper(Samples.IDS, Samples.SYSTEMS);

  private static TaskFacts facts(
      AlertFacts.State state, TaskFacts.Urgency urgency, TaskFacts.Progress progress) {
    var alert =
        new AlertFacts(
            "a-1",
            "Patient/p1",
            Samples.NEW_YORK,
            AlertFacts.Severity.HIGH,
            state,
            "Systolic 184 mmHg (critical from 180)",
            List.of("BP-CRIT-HI"),
            List.of("Observation/o1"),
            Optional.of(Samples.MEASURED),
            Optional.empty(),
            Samples.MEASURED,
            List.of(new AlertFacts.Handled("acknowledge", Samples.MEASURED.plusSeconds(60))));
    return new TaskFacts(
        alert,
        urgency,
        progress,
        Optional.of("reached and advised"),
        Optional.of(Samples.MEASURED.plusSeconds(900)));
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN,      REQUESTED, requested",
    "OPEN,      ACCEPTED,  accepted",
    "OPEN,      ON_HOLD,   on-hold",
    "RESOLVED,  COMPLETED, completed",
    "WITHDRAWN, COMPLETED, cancelled"
  })
  void aTaskConformsThroughItsLife(
      AlertFacts.State state, TaskFacts.Progress progress, String status) {
    Task task = MAPPER.toTask(PRACTICE, facts(state, TaskFacts.Urgency.HIGH, progress));

    assertThat(UsCoreValidator.errors(JSON.encode(task))).isEmpty();
    assertThat(task.getStatus().toCode()).isEqualTo(status);
    assertThat(task.getFocus().getReference())
        .isEqualTo("DetectedIssue/" + Samples.IDS.alert("a-1"));
    assertThat(task.getFor().getReference()).isEqualTo("Patient/p1");
    assertThat(task.getIntent().toCode()).isEqualTo("order");
    assertThat(task.getLastModifiedElement().getValueAsString())
        .isEqualTo("2026-01-11T08:01:00-05:00");
    assertThat(task.getRestriction().getPeriod().getEndElement().getValueAsString())
        .isEqualTo("2026-01-11T08:15:00-05:00");
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, stat", "HIGH, asap", "MEDIUM, urgent", "LOW, routine"})
  void everyUrgencyHasAPriority(TaskFacts.Urgency urgency, String priority) {
    Task task =
        MAPPER.toTask(
            PRACTICE, facts(AlertFacts.State.OPEN, urgency, TaskFacts.Progress.REQUESTED));

    assertThat(UsCoreValidator.errors(JSON.encode(task))).isEmpty();
    assertThat(task.getPriority().toCode()).isEqualTo(priority);
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-list", "email", "sms", "phone", "carrier-pigeon"})
  void aNoticeConformsWhateverItsChannel(String channel) {
    Communication notice =
        MAPPER.toCommunication(
            new NoticeFacts(
                PRACTICE,
                "a-1",
                0,
                "Patient/p1",
                TaskFacts.Urgency.CRITICAL,
                channel,
                Samples.MEASURED));

    assertThat(UsCoreValidator.errors(JSON.encode(notice))).isEmpty();
    assertThat(notice.getStatus().toCode()).isEqualTo("completed");
    assertThat(notice.getMediumFirstRep().getText()).isEqualTo(channel);
    assertThat(notice.getAboutFirstRep().getReference())
        .isEqualTo("DetectedIssue/" + Samples.IDS.alert("a-1"));
    assertThat(notice.getRecipientFirstRep().getIdentifier().getValue()).isEqualTo("practice");
    assertThat(notice.hasPayload()).isFalse();
  }
}
