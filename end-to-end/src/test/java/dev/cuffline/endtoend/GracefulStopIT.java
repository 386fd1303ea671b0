package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.endtoend.Installation.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a gateway ends, and when it refuses to begin. */
final class GracefulStopIT {
  private static final int CANNOT_RUN = 3;
  private static final int SIGTERM = 143;
  private static final int BEFORE_THE_STOP = 200;
  private static final int IN_FLIGHT = 16;
  private static final String IMEI = "990000000000017";

  @TempDir private Path folder;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void whatWasAcknowledgedBeforeASigtermIsThereAfterIt() throws Exception {
    Set<Instant> acknowledged = new ConcurrentSkipListSet<>();
    try (GatewayProcess gateway = GatewayProcess.start(folder)) {
      Api api = new Api(gateway);
      api.enrolPractice();
      Cuff cuff = Cuff.of(api, "p1", "cuff-1", IMEI);
      Semaphore progress = new Semaphore(0);
      Thread publisher =
          Thread.ofPlatform()
              .start(() -> publishUntilStopped(gateway, cuff, acknowledged, progress));
      assertThat(progress.tryAcquire(BEFORE_THE_STOP, 30, TimeUnit.SECONDS)).isTrue();

      int exit = gateway.stop();

      publisher.join();
      assertThat(exit).isIn(0, SIGTERM);
      assertThat(gateway.output()).doesNotContain("Exception", "ERROR");
    }
    try (GatewayProcess again = GatewayProcess.start(folder)) {
      Api api = new Api(again);
      api.awaitSettled();

      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_STOP);
      assertThat(measuredTimes(api)).doesNotHaveDuplicates().containsAll(acknowledged);
    }
  }

  private void publishUntilStopped(
      GatewayProcess gateway, Cuff cuff, Set<Instant> acknowledged, Semaphore progress) {
    Semaphore window = new Semaphore(IN_FLIGHT);
    try (CuffRadio radio = CuffRadio.connect(gateway, cuff.id(), cuff.secret())) {
      Instant at = now.minus(Duration.ofDays(20));
      while (window.tryAcquire(2, TimeUnit.SECONDS)) {
        at = at.plusSeconds(10);
        Instant measured = at;
        CompletableFuture<Integer> puback =
            radio.publish(
                cuff.topic("mio-telemetry"), Payloads.mio(cuff.imei(), 118, 76, 64, measured));
        var _ =
            puback.thenAccept(code -> {
              if (code == 0) {
                acknowledged.add(measured);
                progress.release();
                window.release();
              }
            });
      }
    } catch (MqttException stopped) {
      // The gateway has said good-bye.
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Instant> measuredTimes(Api api) throws Exception {
    List<Instant> times = new ArrayList<>();
    for (JsonNode reading : api.all("/patients/p1/readings")) {
      times.add(Instant.parse(reading.path("measuredAt").asText()));
    }
    return times;
  }

  @Test
  void aSecondGatewayOnTheSameDataRefusesAndLeavesTheFirstAlone() throws Exception {
    try (GatewayProcess first = GatewayProcess.start(folder)) {
      Outcome second = GatewayProcess.refused(folder);

      assertThat(second.exit()).isEqualTo(CANNOT_RUN);
      assertThat(second.err())
          .contains("is in use by another gateway", "data.folder", first.data().toString());
      assertThat(new Api(first).readiness()).isEqualTo(200);
    }
  }

  @Test
  void aTakenPortIsNamedWithItsSetting() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    try (GatewayProcess first = GatewayProcess.start(folder)) {
      Outcome mqtt = GatewayProcess.refused(other, "mqtt:\n  port: " + first.mqttPort());
      Outcome http = GatewayProcess.refused(other, "http:\n  port: " + first.httpPort());

      assertThat(mqtt.exit()).isEqualTo(CANNOT_RUN);
      assertThat(mqtt.err()).contains("mqtt.port", "" + first.mqttPort()).doesNotContain("\tat ");
      assertThat(http.exit()).isEqualTo(CANNOT_RUN);
      assertThat(http.err()).contains("http.port", "" + first.httpPort()).doesNotContain("\tat ");
    }
  }

  @Test
  void anotherJournalsFileIsRefusedByItsEpoch() throws Exception {
    Path here = Files.createDirectories(folder.resolve("here"));
    Path there = Files.createDirectories(folder.resolve("there"));
    for (Path each : List.of(here, there)) {
      try (GatewayProcess gateway = GatewayProcess.start(each)) {
        Api api = new Api(gateway);
        api.enrolPractice();
        Cuff cuff = Cuff.of(api, "p1", "cuff-1", IMEI);
        api.ingest("mio-telemetry", cuff.secret(), Payloads.mio(IMEI, 118, 76, 64, now));
        api.awaitSettled();
        gateway.stop();
      }
    }
    replaceJournal(there.resolve("data"), here.resolve("data"));

    Outcome outcome = GatewayProcess.refused(here);

    assertThat(outcome.exit()).isEqualTo(CANNOT_RUN);
    assertThat(outcome.err()).contains("another journal (epoch ", "not this one (epoch ");
  }

  private static void replaceJournal(Path from, Path to) throws Exception {
    for (Path old : journalFiles(to)) {
      Files.delete(old);
    }
    for (Path file : journalFiles(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static List<Path> journalFiles(Path data) throws Exception {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "journal.db*")) {
      files.forEach(found::add);
    }
    return found;
  }

  @Test
  void aReadingGoesTheWholeWayThroughPostgresqlAndSurvivesARestart() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String store =
          """
          store:
            kind: postgresql
            url: jdbc:postgresql://127.0.0.1:%d/postgres
            user: postgres\
          """
              .formatted(server.getPort());
      Cuff cuff;
      try (GatewayProcess gateway = GatewayProcess.start(folder, store)) {
        Api api = new Api(gateway);
        api.enrolPractice();
        cuff = Cuff.of(api, "p1", "cuff-1", IMEI);
        publish(gateway, cuff, now.minusSeconds(120));
        gateway.kill();
      }
      try (GatewayProcess again = GatewayProcess.start(folder, store)) {
        Api api = new Api(again);
        publish(again, cuff, now);
        api.awaitSettled();

        assertThat(measuredTimes(api)).containsExactly(now, now.minusSeconds(120));
        assertThat(Ndjson.observations(again)).hasSize(4);
        assertThat(api.all("/patients/p1/alerts"))
            .extracting(alert -> alert.path("confirmation").asText())
            .containsExactly("CONFIRMED");
      }
    }
  }

  private static void publish(GatewayProcess gateway, Cuff cuff, Instant at) throws Exception {
    try (CuffRadio radio = CuffRadio.connect(gateway, cuff.id(), cuff.secret())) {
      byte[] payload = Payloads.mio(cuff.imei(), 184, 122, 88, at);
      assertThat(radio.publish(cuff.topic("mio-telemetry"), payload).get(20, TimeUnit.SECONDS))
          .isZero();
    }
  }
}
