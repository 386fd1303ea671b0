package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.registry.DeviceEvent;
import dev.cuffline.gateway.registry.DeviceEvent.Kind;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Role;
import dev.cuffline.gateway.registry.Saved;
import dev.cuffline.gateway.registry.SetUp;
import dev.cuffline.gateway.registry.Staff;
import dev.cuffline.gateway.registry.ToReturn;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a cuff, from the shelf to the shelf. */
abstract class DeviceLifeContractTest {
  private static final Instant NOW = TestGateway.START;
  private static final LocalDate YESTERDAY = LocalDate.of(2026, 1, 19);
  private static final DeviceId CUFF = new DeviceId("cuff-1");

  private Database database;
  private TestGateway gateway;
  private int events;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    gateway
        .registry()
        .save(
            TestGateway.PRACTICE,
            new Staff("rn-1", "R. N.", Role.CLINICAL_STAFF, Optional.of("RN")),
            Mode.CREATE,
            "admin")
        .join();
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private DeviceEvent event(Kind kind, Instant at) {
    boolean taught = kind == Kind.SET_UP;
    return new DeviceEvent(
        "e-" + ++events,
        CUFF,
        kind,
        at,
        taught ? Optional.of(new PatientId("p-1")) : Optional.empty(),
        taught ? Optional.of("rn-1") : Optional.empty(),
        "");
  }

  private Saved happened(DeviceEvent event) {
    return gateway.registry().happened(TestGateway.PRACTICE, event, "admin").join().saved();
  }

  private List<ToReturn> toReturn() {
    return database.read(
        session -> RegistryQueries.toReturn(session, TestGateway.PRACTICE, new Page("", 10)));
  }

  @Test
  void setUpAndTaughtIsTheSetUpOfTheEnrolment() {
    Saved first = happened(event(Kind.SET_UP, Instant.parse("2026-01-06T03:00:00Z")));
    happened(event(Kind.SET_UP, Instant.parse("2026-01-12T15:00:00Z")));

    assertThat(first).isEqualTo(Saved.CREATED);
    assertThat(
            database
                .read(session ->
                    RegistryQueries.enrolment(session, TestGateway.PRACTICE, "enrolment-p-1"))
                .orElseThrow()
                .setUp())
        .as("on the patient's own date; a second teaching is no second set-up")
        .isEqualTo(new SetUp(Optional.of(LocalDate.of(2026, 1, 5)), false));
  }

  @Test
  void anEventIsWrittenDownOnceAndNeverAheadOfTime() {
    DeviceEvent shipped = event(Kind.SHIPPED, NOW.minus(Duration.ofDays(9)));

    assertThat(happened(shipped)).isEqualTo(Saved.CREATED);
    assertThat(happened(shipped)).isEqualTo(Saved.UNCHANGED);
    assertThatThrownBy(() -> happened(event(Kind.LOST, NOW.plusSeconds(60))))
        .hasMessageContaining("must not lie in the future");
    List<DeviceEvent> kept =
        database.read(session -> RegistryQueries.deviceEvents(session, TestGateway.PRACTICE, CUFF));
    assertThat(kept).containsExactly(shipped);
  }

  @Test
  void aRetiredCuffIsGivenToNobody() {
    happened(event(Kind.RETIRED, NOW.minusSeconds(60)));

    assertThatThrownBy(
            () -> gateway.people().patient("p-2").handOver("cuff-1", "p-2", NOW.minusSeconds(30)))
        .hasMessageContaining("device cuff-1 is RETIRED since");
  }

  @Test
  void aCuffThatSendsAfterItsPatientsEndIsToComeBackAndItsReadingsAreNobodys() {
    gateway.people().end("p-1", YESTERDAY);
    List<ToReturn> silent = toReturn();

    gateway.judged("cuff-1", Cuff.reading(NOW, 162, 91));

    assertThat(silent).isEmpty();
    assertThat(gateway.ledger().verdicts()).containsExactly("quarantine after-assignment");
    assertThat(gateway.ledger().alerts()).isEmpty();
    assertThat(toReturn())
        .singleElement()
        .satisfies(cuff -> assertThat(cuff.device()).isEqualTo(CUFF))
        .satisfies(cuff -> assertThat(cuff.patient()).isEqualTo(new PatientId("p-1")))
        .satisfies(
            cuff -> assertThat(cuff.endedAt()).isEqualTo(Instant.parse("2026-01-20T05:00:00Z")));

    gateway.clock().advance(Duration.ofDays(4));
    happened(event(Kind.RETURNED, gateway.clock().instant()));
    assertThat(toReturn()).isEmpty();
  }

  @Test
  void whatWasSentBetweenTheEndAndItsEntryLeavesThePatient() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 128, 81));
    gateway.clock().advance(Duration.ofHours(2));

    gateway.people().end("p-1", YESTERDAY);

    assertThat(gateway.ledger().readings("p-1")).isEmpty();
    assertThat(gateway.ledger().verdicts()).containsExactly("quarantine after-assignment");
    assertThat(toReturn()).hasSize(1);
  }

  @Test
  void aCrisisOnACuffThatShouldBeBackIsNotSilent() {
    gateway.people().end("p-1", YESTERDAY);

    gateway.judged("cuff-1", Cuff.reading(NOW, 214, 128));

    assertThat(gateway.ledger().alert().patient()).isEmpty();
    assertThat(gateway.ledger().alert().severity()).isEqualTo("CRITICAL");
  }
}
