package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.StoredReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each version of each resource stands in the files once, whatever happened on the way. */
abstract class NdjsonDeliveryContractTest {
  private static final Instant EARLIER = TestGateway.START.minus(Duration.ofMinutes(5));
  private static final String BLOOD_PRESSURE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-blood-pressure";

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;
  private long rotateBytes = 1 << 20;
  private boolean ledgerFails;

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

  private HandDelivery destination() throws IOException {
    return destination(new FhirResources(gateway.identity(), new FhirJson()));
  }

  private HandDelivery destination(ResourceSource source) throws IOException {
    return destination(TestGateway.DESTINATION, source);
  }

  private HandDelivery destination(String name, ResourceSource source) throws IOException {
    return new HandDelivery(
        name,
        failing(
            new NdjsonDestination(
                name,
                folder,
                rotateBytes,
                gateway.identity().shortName(),
                database,
                gateway.clock())),
        database,
        source,
        gateway.clock());
  }

  /** The same, as long as nobody says that the lines are there and the ledger does not know it. */
  private Downstream failing(Downstream whole) {
    return new Downstream() {
      @Override
      public Capacity capacity() {
        return whole.capacity();
      }

      @Override
      public Report send(Parcel parcel) throws InterruptedException {
        Report report = whole.send(parcel);
        return ledgerFails
            ? new Report(
                report.outcomes(),
                report.fault(),
                _ -> {
                  throw new SQLException("the store has no room");
                })
            : report;
      }

      @Override
      public void recorded() {
        whole.recorded();
      }

      @Override
      public void close() throws IOException {
        whole.close();
      }
    };
  }

  private void deliver() throws IOException {
    try (HandDelivery destination = destination()) {
      destination.drain();
    }
  }

  private Path file(String type) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(type + "."))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private List<String> lines(String type) throws IOException {
    return Files.readAllLines(file(type));
  }

  private void measure(int minute) {
    gateway.judged("cuff-1", Cuff.reading(EARLIER.plusSeconds(minute * 60L), 120 + minute, 80));
  }

  @Test
  void aReadingBecomesADeviceAndObservationsThatFhirReads() throws IOException {
    measure(0);

    deliver();

    IParser parser = FhirContext.forR4Cached().newJsonParser();
    Device device = parser.parseResource(Device.class, lines("Device").getFirst());
    List<Observation> observations =
        lines("Observation").stream()
            .map(line -> parser.parseResource(Observation.class, line))
            .toList();
    Observation pressure =
        observations.stream()
            .filter(it -> it.getMeta().hasProfile(BLOOD_PRESSURE))
            .findFirst()
            .orElseThrow();
    assertThat(pressure.getDevice().getReference()).isEqualTo("Device/" + device.getIdPart());
    assertThat(pressure.getSubject().getReference()).isEqualTo("Patient/p-1");
    assertThat(pressure.getComponent()).hasSize(2);
    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(gateway.ledger().count("delivered")).isEqualTo(1 + observations.size());
  }

  @Test
  void eachResourceStandsThereOnceHoweverOftenItIsQueued() throws IOException {
    measure(0);
    measure(1);
    gateway
        .ledger()
        .plant(
            """
            INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
            SELECT destination, practice_id, subject_kind, subject_id, queued_at FROM outbox
            """);
    deliver();
    List<String> before = lines("Observation");

    gateway
        .ledger()
        .plant(
            """
            INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
            SELECT 'files', practice_id, 'reading', reading_id, 0 FROM reading
            """);
    deliver();

    assertThat(before).hasSize(4).doesNotHaveDuplicates();
    assertThat(lines("Observation")).isEqualTo(before);
    assertThat(lines("Device")).hasSize(1);
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void whatTheLedgerDoesNotKnowIsCutOffAtTheStart() throws IOException {
    measure(0);
    deliver();
    List<String> delivered = lines("Observation");

    Files.writeString(file("Observation"), "{\"half\": \"a li", StandardOpenOption.APPEND);
    measure(1);
    deliver();

    assertThat(lines("Observation")).startsWith(delivered.toArray(String[]::new)).hasSize(4);
    assertThat(lines("Observation")).noneMatch(line -> line.contains("half"));
  }

  @Test
  void aFileThatHasLostLinesIsRefusedWithWhatToDo() throws IOException {
    measure(0);
    deliver();
    Files.writeString(file("Observation"), "");

    assertThatThrownBy(this::destination)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("were delivered to it")
        .hasMessageContaining("restore the file, or give the destination a new folder");
  }

  @Test
  void aCrashBetweenFileAndLedgerLeavesEachLineOnce() throws IOException {
    measure(0);
    try (HandDelivery destination = destination()) {
      ledgerFails = true;
      assertThatThrownBy(destination::deliver).hasMessageContaining("");
      ledgerFails = false;
    }
    int appended = lines("Observation").size();

    deliver();

    assertThat(appended).isEqualTo(2);
    assertThat(lines("Observation")).hasSize(2).doesNotHaveDuplicates();
    assertThat(lines("Device")).hasSize(1);
  }

  @Test
  void aStoreThatFailsForAMomentLeavesEachLineOnceWithoutARestart() throws IOException {
    measure(0);
    try (HandDelivery destination = destination()) {
      ledgerFails = true;
      assertThatThrownBy(destination::deliver).hasMessageContaining("");
      ledgerFails = false;

      destination.drain();
    }

    assertThat(lines("Observation")).hasSize(2).doesNotHaveDuplicates();
    assertThat(lines("Device")).hasSize(1);
  }

  @Test
  void whatIsSentIsTheVersionThatStandsWhenItIsSent() throws IOException {
    measure(0);
    gateway.ledger().plant("UPDATE reading SET version = 2, status = 'ENTERED_IN_ERROR'");
    deliver();
    gateway.ledger().plant("UPDATE reading SET version = 3, status = 'FINAL'");
    requeue();
    deliver();

    IParser parser = FhirContext.forR4Cached().newJsonParser();
    assertThat(lines("Observation"))
        .extracting(line -> parser.parseResource(Observation.class, line).getStatus().toCode())
        .containsExactly("entered-in-error", "entered-in-error", "final", "final");
  }

  private void requeue() {
    gateway
        .ledger()
        .plant(
            """
            INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
            SELECT 'files', practice_id, 'reading', reading_id, 0 FROM reading
            """);
  }

  @Test
  void whatIsReferredToGoesBeforeWhatRefers() throws IOException {
    measure(0);
    List<String> order = new ArrayList<>();
    FhirResources fhir = new FhirResources(gateway.identity(), new FhirJson());

    try (HandDelivery destination =
        destination((session, entry) -> {
          List<Resource> resources = fhir.resources(session, entry);
          resources.forEach(resource -> order.add(resource.type()));
          return resources;
        })) {
      destination.drain();
    }

    assertThat(order).startsWith("Device").containsOnlyOnce("Device");
  }

  @Test
  void whatCanNeverBeSentIsParkedAndTheRestGoesOut() throws IOException {
    measure(0);
    measure(1);
    StoredReading gone = gateway.ledger().readings("p-1").getFirst();
    gateway.ledger().plant("DELETE FROM reading WHERE reading_id = ?", gone.reading().id());

    deliver();

    assertThat(lines("Observation")).hasSize(2);
    assertThat(gateway.ledger().count("parked")).isEqualTo(1);
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void aReadingThatCannotBeMappedDoesNotHoldUpTheOthers() throws IOException {
    measure(0);
    measure(1);
    String broken = gateway.ledger().readings("p-1").getFirst().reading().id().value();
    FhirResources fhir = new FhirResources(gateway.identity(), new FhirJson());

    try (HandDelivery destination =
        destination((session, entry) -> {
          if (entry.subjectId().equals(broken)) {
            throw new IllegalStateException("a fault of our own");
          }
          return fhir.resources(session, entry);
        })) {
      destination.drain();
    }

    assertThat(lines("Observation")).hasSize(2);
    assertThat(gateway.ledger().count("parked")).isEqualTo(1);
  }

  @Test
  void aNewDayBeginsNewFiles() throws IOException {
    measure(0);
    try (HandDelivery destination = destination()) {
      destination.drain();
      gateway.clock().advance(Duration.ofDays(1));
      measure(1);
      destination.drain();
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .filteredOn(name -> name.startsWith("Observation."))
          .hasSize(2)
          .anyMatch(name -> name.endsWith(".20260120.ndjson"))
          .anyMatch(name -> name.endsWith(".20260121.ndjson"));
    }
  }

  private List<String> names(String type) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> path.getFileName().toString().replaceFirst("\\.[^.]+\\.", ".STORE."))
          .filter(name -> name.startsWith(type + "."))
          .sorted()
          .toList();
    }
  }

  private List<String> linesOfAll(String type) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith(type + ".")) {
          assertThat(Files.size(file)).isLessThanOrEqualTo(rotateBytes);
          assertThat(Files.readString(file)).endsWith("\n");
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  @Test
  void aFileThatIsFullIsFollowedByTheNextAndEachLineStandsInOne() throws IOException {
    rotateBytes = 4_000;
    for (int minute = 0; minute < 4; minute++) {
      measure(minute);
      deliver();
    }

    assertThat(linesOfAll("Observation")).hasSize(8).doesNotHaveDuplicates();
    assertThat(names("Observation"))
        .hasSizeGreaterThan(2)
        .contains(
            "Observation.STORE.20260120.ndjson",
            "Observation.STORE.20260120.2.ndjson",
            "Observation.STORE.20260120.3.ndjson");
    assertThat(names("Device")).containsExactly("Device.STORE.20260120.ndjson");
  }

  @Test
  void oneParcelFillsSeveralFiles() throws IOException {
    rotateBytes = 4_000;
    for (int minute = 0; minute < 8; minute++) {
      measure(minute);
    }

    deliver();

    assertThat(linesOfAll("Observation")).hasSize(16).doesNotHaveDuplicates();
    assertThat(names("Observation")).hasSizeGreaterThan(3);
  }

  /** What was killed after new files were written and before the ledger knew them. */
  @Test
  void filesThatTheLedgerDoesNotKnowAreSentAnewEvenOnTheNextDay() throws IOException {
    rotateBytes = 4_000;
    measure(0);
    deliver();
    List<String> delivered = linesOfAll("Observation");
    measure(1);
    measure(2);
    measure(3);
    try (HandDelivery destination = destination()) {
      ledgerFails = true;
      assertThatThrownBy(destination::deliver).hasMessageContaining("");
      ledgerFails = false;
    }
    List<String> orphans = names("Observation");
    Files.writeString(
        folder.resolve("Observation." + gateway.identity().shortName() + ".20260120.9.ndjson"),
        "{\"half\": \"a li");
    gateway.clock().advance(Duration.ofDays(1));

    deliver();

    assertThat(orphans).hasSizeGreaterThan(1);
    assertThat(linesOfAll("Observation"))
        .hasSize(8)
        .doesNotHaveDuplicates()
        .containsAll(delivered)
        .noneMatch(line -> line.contains("half"));
    assertThat(names("Observation"))
        .startsWith("Observation.STORE.20260120.ndjson", "Observation.STORE.20260121.2.ndjson")
        .doesNotContain("Observation.STORE.20260120.9.ndjson");
  }

  @Test
  void finishedFilesMayBeTakenAway() throws IOException {
    rotateBytes = 4_000;
    for (int minute = 0; minute < 4; minute++) {
      measure(minute);
      deliver();
    }
    Files.delete(file("Observation.%s.20260120".formatted(gateway.identity().shortName())));
    gateway.clock().advance(Duration.ofDays(1));
    Files.delete(file("Device"));

    measure(4);
    deliver();

    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(names("Observation")).contains("Observation.STORE.20260121.ndjson");
  }

  @Test
  void aDestinationOfANewNameLeavesTheFilesOfTheOldOneAlone() throws IOException {
    measure(0);
    deliver();
    List<String> before = lines("Observation");
    gateway
        .ledger()
        .plant(
            """
            INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
            SELECT 'later', practice_id, 'reading', reading_id, 0 FROM reading
            """);

    try (HandDelivery later =
        destination("later", new FhirResources(gateway.identity(), new FhirJson()))) {
      later.drain();
    }

    assertThat(names("Observation"))
        .containsExactly(
            "Observation.STORE.20260120.2.ndjson", "Observation.STORE.20260120.ndjson");
    assertThat(linesOfAll("Observation")).hasSize(4).containsAll(before);
  }

  private long queuedFor(Optional<Instant> since) {
    gateway.ledger().plant("DELETE FROM outbox");
    boolean begun =
        database
            .writer()
            .command(session ->
                Beginnings.begin(session, "later", "NDJSON", since, gateway.clock().instant()))
            .join();
    assertThat(begun).isTrue();
    return gateway.ledger().count("outbox");
  }

  private void measureOnThreeDays() {
    measure(0);
    gateway.clock().advance(Duration.ofDays(1));
    measure(1);
    gateway.clock().advance(Duration.ofDays(1));
    measure(2);
  }

  @Test
  void aDestinationFromNowOnReceivesNothingOfThePast() {
    measureOnThreeDays();

    assertThat(queuedFor(Optional.empty())).isZero();
  }

  @Test
  void aDestinationFromTheBeginningReceivesEverythingOnce() {
    measureOnThreeDays();

    assertThat(queuedFor(Optional.of(Instant.EPOCH))).isEqualTo(3);
    boolean again =
        database
            .writer()
            .command(session ->
                Beginnings.begin(
                    session, "later", "NDJSON", Optional.of(Instant.EPOCH), Instant.EPOCH))
            .join();
    assertThat(again).isFalse();
    assertThat(gateway.ledger().count("outbox")).isEqualTo(3);
  }

  @Test
  void aDestinationFromADateReceivesWhatWasReceivedSince() {
    measureOnThreeDays();

    assertThat(queuedFor(Optional.of(Instant.parse("2026-01-21T00:00:00Z")))).isEqualTo(2);
  }
}
