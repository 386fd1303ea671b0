package dev.cuffline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * P1: {@code kill -9} at any moment loses no acknowledged transmission and counts none twice. The
 * gateway is a process of its own, killed under load; what was not acknowledged is published again.
 */
final class KillNineIT {
  private static final int KILLS = 22;
  private static final int CUFFS = 6;
  private static final int MOST_ACKNOWLEDGEMENTS_BEFORE_A_KILL = 1_500;
  private static final int LONGEST_START_MILLIS = 2_500;
  private static final long SEED = 9;
  private static final Logger LOG = LoggerFactory.getLogger(KillNineIT.class);

  @TempDir private Path folder;

  /** Paho's client as a resource; a dead gateway must not keep it open. */
  private record Connection(MqttClient client) implements AutoCloseable {
    @Override
    public void close() throws MqttException {
      if (client.isConnected()) {
        client.disconnectForcibly(100, 100, false);
      }
      client.close(true);
    }
  }

  /** One cuff: what it has measured, and what of it was acknowledged. */
  private static final class Cuff {
    private final String id;
    private final String imei;
    private final String secret;
    private final Instant start;
    private final Deque<Instant> unacknowledged = new ArrayDeque<>();
    private final Set<Instant> acknowledged = new TreeSet<>();
    private int measured;
    private int again;

    Cuff(int number, String secret, Instant start) {
      this.id = id(number);
      this.imei = imei(number);
      this.secret = secret;
      this.start = start;
    }

    static String id(int number) {
      return "cuff-" + number;
    }

    static String imei(int number) {
      return "99000000000020" + number;
    }

    /** Publishes until the gateway is gone; what it did not acknowledge comes first next time. */
    void publishUntilKilled(int port, Semaphore acknowledgements) {
      try (Connection connection = connect(port)) {
        while (true) {
          if (unacknowledged.isEmpty()) {
            unacknowledged.add(start.plus(Duration.ofMinutes(measured++)));
          } else {
            again++;
          }
          publish(connection.client(), unacknowledged.getFirst());
          acknowledged.add(unacknowledged.removeFirst());
          acknowledgements.release();
        }
      } catch (MqttException killed) {
        // The gateway went away; the publish under way stays unacknowledged.
      }
    }

    void publishWhatIsLeft(int port) throws MqttException {
      try (Connection connection = connect(port)) {
        while (!unacknowledged.isEmpty()) {
          publish(connection.client(), unacknowledged.getFirst());
          acknowledged.add(unacknowledged.removeFirst());
        }
      }
    }

    private Connection connect(int port) throws MqttException {
      MqttClient client = new MqttClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setUserName(id);
      options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
      options.setConnectionTimeout(5);
      client.setTimeToWait(5_000);
      client.connect(options);
      return new Connection(client);
    }

    private void publish(MqttClient client, Instant at) throws MqttException {
      String payload =
          """
          {"data":{"data_type":"bpm_gen2_measure","imei":"%s","sys":121,"dia":77,"pul":66,"ts":%d}}
          """
              .formatted(imei, at.getEpochSecond());
      client.publish(
          "devices/" + id + "/mio-telemetry", payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }
  }

  @Test
  void everyAcknowledgedPublishIsThereExactlyOnceAfterTwentyTwoKills() throws Exception {
    Random random = new Random(SEED);
    GatewayProcess gateway = GatewayProcess.start(folder);
    List<Cuff> cuffs = enrol(new Api(gateway));

    try (ExecutorService publishers = Executors.newCachedThreadPool()) {
      for (int kill = 0; kill < KILLS; kill++) {
        publishAndKill(gateway, cuffs, publishers, random);
        if (kill % 4 == 3) {
          killWhileStarting(random);
        }
        gateway = GatewayProcess.start(folder);
      }
    }
    for (Cuff cuff : cuffs) {
      cuff.publishWhatIsLeft(gateway.mqttPort());
    }

    try (GatewayProcess last = gateway) {
      Api api = new Api(last);
      Metrics metrics = api.awaitSettled();
      for (int number = 0; number < cuffs.size(); number++) {
        assertThat(measuredTimes(api, number))
            .as("readings of cuff %s", number)
            .containsExactlyElementsOf(cuffs.get(number).acknowledged);
      }
      assertThat(metrics.sum("cuffline_journal_head"))
          .isEqualTo(metrics.sum("cuffline_journal_position"))
          .isEqualTo(api.all("/items").size());
      assertThat(observationsOfBloodPressure(last))
          .doesNotHaveDuplicates()
          .hasSize(sum(cuffs, cuff -> cuff.acknowledged.size()));
    }
    LOG.atInfo()
        .addKeyValue("underLoad", KILLS)
        .addKeyValue("whileStarting", KILLS / 4)
        .addKeyValue("acknowledged", sum(cuffs, cuff -> cuff.acknowledged.size()))
        .addKeyValue("publishedAgain", sum(cuffs, cuff -> cuff.again))
        .log("Killed and complete");
    assertThat(sum(cuffs, cuff -> cuff.again))
        .as("the kills came while publishes were under way")
        .isGreaterThan(0);
  }

  private static List<Cuff> enrol(Api api) throws IOException, InterruptedException {
    api.enrolPractice();
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(300));
    List<Cuff> cuffs = new ArrayList<>();
    for (int number = 0; number < CUFFS; number++) {
      String secret =
          api.enrolPatientWithCuff(
              "p" + number, Cuff.id(number), Cuff.imei(number), "mio-telemetry");
      cuffs.add(new Cuff(number, secret, start));
    }
    return cuffs;
  }

  private static void publishAndKill(
      GatewayProcess gateway, List<Cuff> cuffs, ExecutorService publishers, Random random)
      throws Exception {
    Semaphore acknowledgements = new Semaphore(0);
    List<Future<?>> running = new ArrayList<>();
    for (Cuff cuff : cuffs) {
      running.add(
          publishers.submit(() -> cuff.publishUntilKilled(gateway.mqttPort(), acknowledgements)));
    }
    int wanted = 1 + random.nextInt(MOST_ACKNOWLEDGEMENTS_BEFORE_A_KILL);
    assertThat(acknowledgements.tryAcquire(wanted, 60, TimeUnit.SECONDS))
        .as("the gateway acknowledges:\n%s", gateway.output())
        .isTrue();
    gateway.kill();
    for (Future<?> publisher : running) {
      publisher.get(60, TimeUnit.SECONDS);
    }
  }

  /** The start repairs what the last kill left; it must bear a kill as well. */
  private void killWhileStarting(Random random) throws Exception {
    try (GatewayProcess starting = GatewayProcess.launch(folder)) {
      Eventually.pause(random.nextLong(LONGEST_START_MILLIS));
      starting.kill();
    }
  }

  private static List<Instant> measuredTimes(Api api, int number)
      throws IOException, InterruptedException {
    List<Instant> times = new ArrayList<>();
    for (JsonNode reading : api.all("/patients/p" + number + "/readings")) {
      times.add(Instant.parse(reading.path("measuredAt").asText()));
    }
    times.sort(null);
    return times;
  }

  private static int sum(List<Cuff> cuffs, ToIntFunction<Cuff> part) {
    return cuffs.stream().mapToInt(part).sum();
  }

  private static List<String> observationsOfBloodPressure(GatewayProcess gateway)
      throws IOException {
    return Ndjson.observations(gateway).stream()
        .filter(resource -> resource.path("code").toString().contains("85354-9"))
        .map(resource -> resource.path("id").asText())
        .toList();
  }
}
