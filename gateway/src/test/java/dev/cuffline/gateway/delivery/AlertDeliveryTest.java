package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.Shape;
import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.Enrolling;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.reading.PatientId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alert is queued once for a destination, however often it changes, and sent as it stands. */
class AlertDeliveryTest {
  private static final String EHR = "ehr";

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  /** A crisis, and what the alerts make of it where a destination is told. */
  private void crisis(int systolic) {
    gateway.clock().advance(Duration.ofMinutes(2));
    gateway.judged("cuff-1", Cuff.reading(gateway.clock().instant(), systolic, 90));
    PatientAlerts alerts =
        new PatientAlerts(
            Rulings.read(Path.of("..", "config", "alert-rules", "default.yaml")), List.of(EHR));
    database
        .writer()
        .command(session -> {
          session.update("DELETE FROM alert");
          session.update("DELETE FROM notice");
          session.forget();
          alerts.refresh(
              session,
              TestGateway.PRACTICE,
              new PatientId("p-1"),
              Enrolling.NEW_YORK,
              gateway.clock().instant());
          return true;
        })
        .join();
  }

  @Test
  void oneEntryWaitsAndRefersToEveryReadingBehindIt() {
    crisis(190);
    crisis(195);

    List<Outbox.Entry> waiting = database.read(session -> Outbox.oldest(session, EHR, 100));
    List<Resource> sent =
        database.read(session ->
            new FhirResources(gateway.identity(), new FhirJson())
                .resources(session, waiting.getFirst()));

    assertThat(waiting).singleElement().extracting(Outbox.Entry::kind).isEqualTo(Outbox.ALERT);
    assertThat(sent)
        .singleElement()
        .satisfies(issue -> {
          assertThat(issue.type()).isEqualTo("DetectedIssue");
          assertThat(issue.version()).isEqualTo(waiting.getFirst().seq());
          assertThat(issue.refersTo()).hasSize(2);
          assertThat(issue.json()).contains("\"status\":\"preliminary\"", "\"severity\":\"high\"");
        });
  }

  private List<Resource> sent(Manner manner, String... named) {
    FhirResources source =
        new FhirResources(
            gateway.identity(), new FhirJson(), "ehr", manner, new OnRequest(Set.of(named)));
    return database.read(
        session -> source.resources(session, Outbox.oldest(session, EHR, 100).getLast()));
  }

  @Test
  void whereTheyAreNamedItIsATaskAndEachNoticeACommunicationAboutIt() {
    crisis(190);
    crisis(195);

    List<Resource> sent = sent(Manner.USUAL, "Task", "Communication");

    assertThat(sent)
        .extracting(Resource::type)
        .containsExactly("DetectedIssue", "Task", "Communication");
    assertThat(sent.subList(1, 3))
        .allSatisfy(each -> assertThat(each.refersTo()).containsExactly(sent.getFirst().key()));
    assertThat(sent.get(1).json())
        .contains(
            "\"status\":\"requested\"",
            "\"priority\":\"stat\"",
            "\"for\":{\"reference\":\"Patient/p-1\"}");
    assertThat(sent.get(2).json())
        .contains(
            "\"status\":\"completed\"", "\"text\":\"work-list\"", "\"sent\":\"2026-01-20T14:0")
        .doesNotContain("payload");
    assertThat(sent.get(2).version()).isEqualTo(1);
  }

  @Test
  void aTaskFollowsItsAlertAndHoldsNoNoteOfAPerson() {
    crisis(190);
    crisis(195);
    String alert =
        database.read(
            session -> session.first("SELECT id FROM alert", row -> row.text("id")).orElseThrow());
    gateway.ledger().plant("UPDATE alert SET state = 'ACKNOWLEDGED'");
    String accepted = sent(Manner.USUAL, "Task").getLast().json();
    gateway
        .ledger()
        .plant(
            """
            INSERT INTO alert_action (practice_id, id, alert_id, patient_id, kind, outcome, note,
              actor, authored_at)
            VALUES ('harbor', 'x', ?, 'p-1', 'RESOLVE', 'REACHED_AND_ADVISED', 'slept badly', 'nora',
              1768921200000000)
            """,
            alert);
    gateway.ledger().plant("UPDATE alert SET state = 'RESOLVED'");
    String completed = sent(Manner.USUAL, "Task").getLast().json();
    gateway.ledger().plant("UPDATE alert SET findings = '[]'");
    String cancelled = sent(Manner.USUAL, "Task").getLast().json();

    assertThat(accepted).contains("\"status\":\"accepted\"").doesNotContain("businessStatus");
    assertThat(completed)
        .contains("\"status\":\"completed\"", "\"text\":\"reached and advised\"")
        .doesNotContain("slept", "nora");
    assertThat(cancelled).contains("\"status\":\"cancelled\"", "Its readings were taken back");
  }

  @Test
  void thePatientIsNamedAsTheDestinationKnowsThemThereToo() {
    crisis(190);
    crisis(195);
    var manner = new Manner(Shape.USUAL, Manner.Subject.IDENTIFIER, "urn:mrn", "urn:cuffline");

    assertThat(sent(manner, "Task", "Communication"))
        .hasSize(3)
        .allSatisfy(
            each -> assertThat(each.json()).contains("\"M-p-1\"").doesNotContain("Patient/p-1"));
  }
}
