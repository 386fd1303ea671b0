package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.Resource;
import dev.cuffline.gateway.intake.Ledger.AlertRow;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readings of a cuff that was in other hands than was thought (devices.md 6, problems 10, 11). */
abstract class MovesContractTest {
  private static final Instant NOW = TestGateway.START;
  private static final Instant HANDED_OVER = NOW.minus(Duration.ofDays(1));

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1").patient("p-2").enrol("p-2");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private void measured(Duration ago, int systolic) {
    gateway.judged("cuff-1", Cuff.reading(NOW.minus(ago), systolic, 81));
  }

  private List<String> systolics(String patient) {
    return gateway.ledger().readings(patient).stream()
        .map(stored -> stored.reading().bloodPressure().orElseThrow().systolic().toPlainString())
        .toList();
  }

  /** What is sent now, as {@code Patient/p-1 final 126}; the newest last. */
  private List<String> sent() {
    FhirResources fhir = new FhirResources(gateway.identity(), new FhirJson());
    List<String> all = new ArrayList<>();
    database.read(session -> {
      for (Outbox.Entry entry : Outbox.oldest(session, TestGateway.DESTINATION, 100)) {
        for (Resource resource : fhir.resources(session, entry)) {
          String json = resource.json();
          if (json.contains("85354-9")) {
            all.add(
                json.replaceAll(".*\"reference\":\"(Patient/[^\"]*)\".*", "$1")
                    + json.replaceAll(".*\"status\":\"([^\"]*)\".*", " $1")
                    + " v"
                    + resource.version());
          }
        }
      }
      return all.size();
    });
    return all;
  }

  @Test
  void readingsSinceTheHandOverMoveWithTheirDaysAndThoseBeforeStay() {
    measured(Duration.ofDays(2), 126);
    measured(Duration.ofHours(3), 136);

    gateway.people().handOver("cuff-1", "p-2", HANDED_OVER);

    assertThat(systolics("p-1")).containsExactly("126");
    assertThat(systolics("p-2")).containsExactly("136");
    assertThat(gateway.ledger().dataDays("p-1")).containsOnlyKeys("2026-01-18");
    assertThat(gateway.ledger().dataDays("p-2")).containsOnlyKeys("2026-01-20");
    assertThat(gateway.ledger().items())
        .extracting(item -> item.patient().orElse("nobody"))
        .containsExactly("p-1", "p-2");
    assertThat(sent())
        .containsExactly(
            "Patient/p-1 final v1",
            "Patient/p-2 final v1",
            "Patient/p-1 entered-in-error v2",
            "Patient/p-2 final v1");
  }

  @Test
  void aRepeatOfAMovedReadingIsADuplicateOfItStill() {
    measured(Duration.ofHours(3), 136);
    measured(Duration.ofHours(3), 136);
    gateway.people().handOver("cuff-1", "p-2", HANDED_OVER);

    measured(Duration.ofHours(3), 136);

    assertThat(systolics("p-2")).containsExactly("136");
    assertThat(gateway.ledger().dispositions()).containsExactly("accept", "duplicate", "duplicate");
    assertThat(gateway.ledger().items())
        .allSatisfy(item -> assertThat(item.patient()).hasValue("p-2"));
  }

  @Test
  void withoutAnOwnerAReadingWaitsInQuarantineAndComesBackUnderAVersionOfItsOwn() {
    measured(Duration.ofHours(3), 136);
    gateway.clock().advance(Duration.ofMinutes(1));
    gateway.people().assign("a-cuff-1", "cuff-1", Optional.empty(), "p-1", NOW, Optional.empty());

    assertThat(gateway.ledger().readings("p-1")).isEmpty();
    assertThat(gateway.ledger().verdicts()).containsExactly("quarantine before-assignment");
    assertThat(gateway.ledger().dataDays("p-1")).isEmpty();
    assertThat(sent()).containsExactly("Patient/p-1 entered-in-error v2");

    gateway.people().assign("cuff-1", "p-1");

    assertThat(gateway.ledger().readings("p-1"))
        .singleElement()
        .extracting(StoredReading::version)
        .isEqualTo(3);
    assertThat(gateway.ledger().dataDays("p-1")).hasSize(1);
    assertThat(sent()).containsOnly("Patient/p-1 final v3");
    assertThat(gateway.ledger().count("reading_retracted")).isZero();
  }

  @Test
  void aCrisisMovesWithItsReadingAndAnOldOneIsListedWithoutPaging() {
    measured(Duration.ofHours(1), 214);
    AlertRow before = gateway.ledger().alert();
    gateway.clock().advance(Duration.ofDays(3));

    gateway.people().handOver("cuff-1", "p-2", HANDED_OVER);

    assertThat(before.patient()).hasValue("p-1");
    assertThat(gateway.ledger().alerts())
        .filteredOn(alert -> alert.patient().equals(Optional.of("p-2")))
        .singleElement()
        .satisfies(alert -> assertThat(alert.historic()).isTrue())
        .satisfies(alert -> assertThat(alert.pages()).isFalse());
    assertThat(gateway.ledger().alerts())
        .filteredOn(alert -> alert.patient().equals(Optional.of("p-1")))
        .noneMatch(alert -> alert.state().equals("OPEN"));
  }

  @Test
  void whatItsVendorHasChangedSinceMovesAsItStands() {
    gateway
        .people()
        .device("cuff-w", RegulatoryStatus.FDA, new DeviceKey("withings", "w-1"))
        .assign("cuff-w", "p-1");
    Instant at = NOW.minus(Duration.ofHours(3));
    gateway.send("adapter", "withings-getmeas", Cuff.withings(7, at, 0, 126));
    gateway.send("adapter", "withings-getmeas", Cuff.withings(7, at, 5, 131));
    gateway.judge();

    gateway.people().handOver("cuff-w", "p-2", HANDED_OVER);

    assertThat(gateway.ledger().readings("p-1")).isEmpty();
    assertThat(systolics("p-2")).containsExactly("131");
    assertThat(gateway.ledger().readings("p-2").getFirst().reading().status())
        .isEqualTo(ReadingStatus.AMENDED);
    assertThat(gateway.ledger().dispositions()).containsExactly("accept", "amend");
  }
}
