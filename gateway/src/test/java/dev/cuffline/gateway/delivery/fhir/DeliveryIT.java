package dev.cuffline.gateway.delivery.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.Delivery;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.Pace;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination kept going by its own threads. */
final class DeliveryIT {
  private static final int READINGS = 60;

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;
  private FakeFhirServer server;
  private final FhirJson json = new FhirJson();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeEach
  void start() {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    server = new FakeFhirServer();
    json.warmUp();
    for (int minute = 0; minute < READINGS; minute++) {
      Instant at = TestGateway.START.minus(Duration.ofMinutes(200 - minute));
      gateway.judged("cuff-1", Cuff.reading(at, 110 + minute, 80));
    }
  }

  @AfterEach
  void stop() {
    server.close();
    gateway.close();
    database.close();
  }

  private Delivery deliver(String name, FhirSettings usual) {
    FhirSettings settings =
        new FhirSettings(
            usual.base(),
            usual.credentials(),
            usual.connectTimeout(),
            usual.requestTimeout(),
            10,
            usual.inFlight(),
            usual.writes());
    return new Delivery(
        name,
        new FhirDestination(settings, json, gateway.clock()),
        database,
        new FhirResources(gateway.identity(), json),
        Pace.USUAL,
        Clock.systemUTC(),
        metrics);
  }

  /** Waits until nothing waits for it any longer; a loaded machine may take its time. */
  private void settle(Delivery delivery) {
    for (int i = 0; i < 6 && gateway.ledger().count("outbox") > 0; i++) {
      delivery.awaitIdle();
    }
  }

  /** Lets time pass; nothing can end it early. */
  private static void pass(Duration time) throws InterruptedException {
    assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void severalBundlesUnderWayBringEverythingOnce() {
    try (Delivery delivery = deliver("files", FhirSettings.usual(server.base()))) {
      settle(delivery);
    }

    assertThat(server.ids("Device")).hasSize(1);
    assertThat(server.ids("Observation")).hasSize(2 * READINGS);
    assertThat(gateway.ledger().count("outbox")).isZero();
    assertThat(metrics.get("cuffline.delivery.resources").tag("outcome", "delivered").counter())
        .extracting(counter -> Math.round(counter.count()))
        .isEqualTo(2L * READINGS + 1);
  }

  @Test
  void anOutageIsProbedGentlyAndThenEverythingArrives() throws Exception {
    server.down = Optional.of(HttpResponse.of(HttpStatus.SERVICE_UNAVAILABLE));
    try (Delivery delivery = deliver("files", FhirSettings.usual(server.base()))) {
      pass(Duration.ofSeconds(2));
      assertThat(delivery.healthy()).isFalse();
      assertThat(server.seen).as("nothing but the CapabilityStatement is asked for").isEmpty();
      server.down = Optional.empty();
      settle(delivery);
      assertThat(delivery.healthy()).isTrue();
    }

    assertThat(server.seen.getFirst().entries()).as("a probe is one change").isLessThan(4);
    assertThat(server.ids("Observation")).hasSize(2 * READINGS);
    assertThat(gateway.ledger().count("parked")).isZero();
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void aDeadDestinationDoesNotHoldUpAnotherOne() throws Exception {
    gateway
        .ledger()
        .plant(
            """
            INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)
            SELECT 'dead', practice_id, 'reading', reading_id, 0 FROM reading
            """);
    FakeFhirServer dead = new FakeFhirServer();
    FhirSettings nobody = FhirSettings.usual(dead.base());
    dead.die();

    try (Delivery silent = deliver("dead", nobody);
        Delivery delivery = deliver("files", FhirSettings.usual(server.base()))) {
      delivery.awaitIdle();

      assertThat(delivery.healthy()).isTrue();
      assertThat(silent.healthy()).isFalse();
      assertThat(server.ids("Observation")).hasSize(2 * READINGS);
      assertThat(gateway.ledger().count("outbox")).isEqualTo(READINGS);
    }
  }

  @Test
  void refusedCredentialsStopItWithoutKnocking() throws Exception {
    server.admits = _ -> false;
    try (Delivery delivery = deliver("files", FhirSettings.usual(server.base()))) {
      pass(Duration.ofSeconds(2));
      assertThat(delivery.healthy()).isFalse();
    }

    assertThat(server.seen).hasSizeLessThanOrEqualTo(4);
    assertThat(gateway.ledger().count("outbox")).isEqualTo(READINGS);
  }
}
