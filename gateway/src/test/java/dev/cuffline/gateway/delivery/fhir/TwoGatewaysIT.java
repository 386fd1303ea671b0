package dev.cuffline.gateway.delivery.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.Delivery;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.Pace;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways deliver from one outbox on PostgreSQL to a server that creates what it is sent. */
final class TwoGatewaysIT {
  private static final FhirJson JSON = new FhirJson();
  private static final int READINGS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Database database;
  private TestGateway gateway;
  private FakeFhirServer server;

  @BeforeEach
  void start() {
    database = TestDatabases.postgresql();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    server = new FakeFhirServer();
    // Neither our ids nor conditional creates: whoever creates twice has two.
    server.can = new FakeFhirServer.Can("transaction", false, false);
  }

  @AfterEach
  void stop() {
    server.close();
    gateway.close();
    database.close();
  }

  private Delivery delivery() {
    FhirSettings usual = FhirSettings.usual(server.base());
    FhirSettings small =
        new FhirSettings(
            usual.base(),
            usual.credentials(),
            usual.connectTimeout(),
            usual.requestTimeout(),
            10,
            2,
            usual.writes());
    return new Delivery(
        TestGateway.DESTINATION,
        new FhirDestination(small, JSON, Clock.systemUTC()),
        database,
        new FhirResources(gateway.identity(), JSON),
        Pace.USUAL,
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private void measure() {
    for (int i = 0; i < READINGS; i++) {
      gateway.send(
          "cuff-1",
          "cuffline.v1",
          Cuff.reading(TestGateway.START.minusSeconds(60L * i), 110 + i % 40, 80));
    }
    gateway.judge();
  }

  private void awaitSent() {
    Instant end = Instant.now().plus(PATIENCE);
    while (gateway.ledger().count("outbox") > 0) {
      assertThat(Instant.now()).as("everything is sent in time").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Test
  void oneOfThemSendsAndTheOtherGoesOnWhenItIsGone() {
    measure();
    Delivery first = delivery();
    Delivery second = delivery();
    awaitSent();
    first.close();
    gateway.clock().advance(Duration.ofDays(1));
    gateway.judged("cuff-1", Cuff.reading(gateway.clock().instant(), 126, 81));
    second.wake();
    awaitSent();
    second.close();

    assertThat(server.ids("Observation")).hasSize(2 * (READINGS + 1));
    assertThat(server.current("Observation"))
        .extracting(observation -> observation.at("/identifier/1/value").asText())
        .doesNotHaveDuplicates();
  }
}
