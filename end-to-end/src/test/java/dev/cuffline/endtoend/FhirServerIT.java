package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packaged gateway against HAPI's plain server: every Observation is there once, whatever
 * happened on the way (P4), and a dead server slows nobody (P8).
 */
final class FhirServerIT {
  private static final Logger LOG = LoggerFactory.getLogger(FhirServerIT.class);
  private static final int PER_MESSAGE = 50;

  @TempDir private Path folder;
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(300));
  private int measured;

  private static String destination(String name, String base) {
    return "  - {name: %s, type: fhir, url: \"%s\", from: beginning, batch: 40}"
        .formatted(name, base);
  }

  private GatewayProcess gateway(FhirServerProcess server) throws Exception {
    return GatewayProcess.start(folder, "destinations:", destination("ehr", server.base()));
  }

  private static String enrol(GatewayProcess gateway) throws Exception {
    Api api = new Api(gateway);
    api.enrolPractice();
    return api.enrolPatientWithCuff("p0", "cuff-0", "", "cuffline.v1");
  }

  /** Sends readings of one cuff, each with a pulse: two Observations. */
  private void send(Api api, String secret, int messages) throws Exception {
    for (int message = 0; message < messages; message++) {
      StringJoiner readings = new StringJoiner(",", "{\"readings\":[", "]}");
      for (int i = 0; i < PER_MESSAGE; i++) {
        readings.add(
            """
            {"measuredAt":"%s","systolic":%d,"diastolic":80,"pulse":70}\
            """
                .formatted(start.plus(Duration.ofMinutes(measured)), measured == 60 ? 166 : 121));
        measured++;
      }
      assertThat(
              api.ingest(
                      "cuffline.v1", secret, readings.toString().getBytes(StandardCharsets.UTF_8))
                  .statusCode())
          .isEqualTo(202);
    }
  }

  private void assertComplete(JsonNode facts, int missing) {
    assertThat(facts.path("observations").asInt()).isEqualTo(2 * measured - missing);
    assertThat(facts.path("distinct").asInt()).isEqualTo(2 * measured - missing);
    assertThat(facts.path("devices").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void faultsBeforeAndAfterTheCommitLoseAndDoubleNothing(boolean updateCreate) throws Exception {
    try (FhirServerProcess server = FhirServerProcess.start();
        GatewayProcess gateway = gateway(server)) {
      server.set(Map.of("updateCreate", updateCreate, "refuse", 166));
      String secret = enrol(gateway);
      Api api = new Api(gateway);
      for (int round = 0; round < 5; round++) {
        server.set(Map.of("beforeCommit", 1, "afterCommit", 2));
        send(api, secret, 2);
      }
      api.awaitSettled();

      assertComplete(server.facts(), 1);
      // A resource is counted after the transaction that settles it, so the count may come later.
      Eventually.get(
          "the count of all resources",
          () -> api.metrics().sum("cuffline_delivery_resources_total"),
          counted -> counted == 2L * measured + 1);
    }
  }

  @Test
  void afterFiveSecondsOf503EverythingArrives() throws Exception {
    try (FhirServerProcess server = FhirServerProcess.start();
        GatewayProcess gateway = gateway(server)) {
      String secret = enrol(gateway);
      Api api = new Api(gateway);
      send(api, secret, 2);
      Instant outage = Instant.now();
      server.set(Map.of("down", 3_600_000));
      send(api, secret, 20);
      Eventually.pause(
          Math.max(0, Duration.between(Instant.now(), outage.plusSeconds(5)).toMillis()));
      server.set(Map.of("down", 0));
      Instant recovery = Instant.now();
      api.awaitSettled();

      JsonNode facts = server.facts();
      Instant last = Instant.ofEpochMilli(facts.path("lastCommit").asLong());
      LOG.atInfo()
          .addKeyValue("millisAfterRecovery", Duration.between(recovery, last).toMillis())
          .addKeyValue("resources", 2 * measured)
          .addKeyValue("requestsDuringOutage", facts.path("turnedAway").asInt())
          .log("Delivered after an outage");
      assertComplete(facts, 0);
      assertThat(facts.path("turnedAway").asLong())
          .as("probes, no flood")
          .isBetween(1L, 20 + 4 * Duration.between(outage, recovery).toSeconds());
    }
  }

  @Test
  void aGatewayKilledWhileItDeliversGoesOnWhereItWas() throws Exception {
    try (FhirServerProcess server = FhirServerProcess.start()) {
      server.set(Map.of("slow", 50));
      try (GatewayProcess first = gateway(server)) {
        String secret = enrol(first);
        send(new Api(first), secret, 20);
        Eventually.get(
            "the first Observations",
            server::facts,
            facts -> facts.path("observations").asInt() > 200);
        first.kill();
      }
      int before = server.facts().path("observations").asInt();
      try (GatewayProcess second = gateway(server)) {
        new Api(second).awaitSettled();
      }

      assertThat(before).as("it was killed mid-way").isLessThan(2 * measured);
      assertComplete(server.facts(), 0);
    }
  }

  @Test
  void aDeadServerHoldsUpNeitherSendersNorTheOtherServer() throws Exception {
    FhirServerProcess dead = FhirServerProcess.start();
    String nobody = dead.base();
    dead.close();
    try (FhirServerProcess server = FhirServerProcess.start();
        GatewayProcess gateway =
            GatewayProcess.start(
                folder,
                "destinations:",
                destination("ehr", server.base()),
                destination("dead", nobody))) {
      String secret = enrol(gateway);
      Api api = new Api(gateway);
      send(api, secret, 10);
      Eventually.get(
          "everything at the living server",
          server::facts,
          facts -> facts.path("observations").asInt() == 2 * measured);

      assertComplete(server.facts(), 0);
      assertThat(api.metrics().sum("cuffline_delivery_waiting")).isEqualTo(measured);
      assertThat(api.readiness()).as("a destination is down, and it is said").isEqualTo(503);
    }
  }
}
