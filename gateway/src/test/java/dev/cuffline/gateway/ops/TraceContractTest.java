package dev.cuffline.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.HandDelivery;
import dev.cuffline.gateway.delivery.NdjsonDestination;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person follows a transmission, and reads where and why it ended. */
abstract class TraceContractTest {
  private static final Instant EARLIER = TestGateway.START.minus(Duration.ofMinutes(5));

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private Trace trace() {
    return new Trace(
        gateway.journal()::find,
        (reading, patient) -> FhirResources.observationIds(gateway.identity(), reading, patient));
  }

  private Optional<TraceReport> find(String transmission) {
    return database.read(session -> trace().transmission(session, transmission));
  }

  private TraceReport report(String transmission) {
    return find(transmission).orElseThrow();
  }

  private static List<String> names(TraceReport report) {
    return report.stages().stream().map(TraceReport.Stage::name).toList();
  }

  private void deliver() throws IOException {
    try (HandDelivery delivery =
        new HandDelivery(
            TestGateway.DESTINATION,
            new NdjsonDestination(
                TestGateway.DESTINATION,
                folder,
                1 << 20,
                gateway.identity().shortName(),
                database,
                gateway.clock()),
            database,
            new FhirResources(gateway.identity(), new FhirJson()),
            gateway.clock())) {
      delivery.drain();
    }
  }

  @Test
  void aReadingIsFollowedFromReceiptToEachDestination() throws IOException {
    String id = gateway.judged("cuff-1", Cuff.reading(EARLIER, 214, 128));
    TraceReport before = report(id);

    deliver();
    TraceReport after = report(id);

    assertThat(names(before))
        .containsExactly(
            "received", "journalled", "judged", "stored", "counted", "alert", "waiting");
    assertThat(before.outcome()).isEqualTo("stored; waits to be delivered");
    assertThat(names(after))
        .startsWith("received", "journalled", "judged", "stored", "counted", "alert")
        .endsWith("delivered", "delivered");
    assertThat(after.outcome()).isEqualTo("arrived");
  }

  @Test
  void aDuplicateNamesTheReadingThatWasThere() {
    gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));
    String again = gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));
    String reading = gateway.ledger().readings("p-1").getFirst().reading().id().value();

    TraceReport report = report(again);

    assertThat(names(report)).containsExactly("received", "journalled", "judged");
    assertThat(report.outcome())
        .isEqualTo("stopped as a duplicate: reading " + reading + " was there already");
  }

  @Test
  void aQuarantinedItemSaysWhyAndWhatReleasesIt() {
    String id = gateway.judged("cuff-9", Cuff.reading(EARLIER, 126, 81));

    TraceReport report = report(id);

    assertThat(names(report)).containsExactly("received", "journalled", "judged");
    assertThat(report.outcome())
        .isEqualTo(
            "stopped in quarantine: unknown-device; it is released by itself once its cause is"
                + " mended");
  }

  @Test
  void aRejectedItemSaysWhatWasWrongWithoutItsValues() {
    String id = gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81).replace("126", "\"x1\""));

    TraceReport report = report(id);

    assertThat(report.outcome())
        .isEqualTo("stopped: it could not be read (schema-violation:systolic); bytes are kept");
    assertThat(report.stages().getLast().detail())
        .contains("reject (schema-violation:systolic): field systolic: expected")
        .doesNotContain("x1");
  }

  @Test
  void aTransmissionThatWaitsSaysThatItIsDurable() {
    String id = gateway.send("cuff-1", "cuffline.v1", Cuff.reading(EARLIER, 126, 81));

    TraceReport report = report(id);

    assertThat(names(report)).containsExactly("received", "journalled");
    assertThat(report.outcome()).startsWith("waiting: it is durable in the journal");
  }

  @Test
  void anUnattributedAlertIsSeenInTheTraceOfItsTransmission() {
    String id = gateway.judged("cuff-9", Cuff.reading(EARLIER, 214, 128));

    assertThat(names(report(id))).containsExactly("received", "journalled", "judged", "alert");
  }

  @Test
  void severalItemsHaveAnOutcomeEach() {
    String id = gateway.judged("cuff-1", Cuff.together(Cuff.reading(EARLIER, 126, 81), "{}"));

    assertThat(report(id).outcome())
        .isEqualTo(
            "stored; waits to be delivered; stopped: it could not be read"
                + " (schema-violation:systolic); bytes are kept");
  }

  @Test
  void whatNobodyKnowsIsNotFound() {
    assertThat(find("01JNOBODYKNOWSTHIS")).isEmpty();
  }

  @Test
  void transmissionsAreFoundByDevicePatientAndTime() {
    String ours = gateway.judged("cuff-1", Cuff.reading(EARLIER, 126, 81));
    gateway.clock().advance(Duration.ofHours(1));
    String unknown = gateway.judged("cuff-9", Cuff.reading(EARLIER, 126, 81));
    Instant from = TestGateway.START;
    Instant to = from.plus(Duration.ofHours(2));

    assertThat(database.<List<String>>read(s -> trace().ofDevice(s, "cuff-1", from, to, 10)))
        .containsExactly(ours);
    assertThat(database.<List<String>>read(s -> trace().ofPatient(s, "p-1", from, to, 10)))
        .containsExactly(ours);
    assertThat(database.<List<String>>read(s -> trace().received(s, from, to, 10)))
        .containsExactly(unknown, ours);
    assertThat(database.<List<String>>read(s -> trace().received(s, from, to, 1)))
        .containsExactly(unknown);
  }
}
