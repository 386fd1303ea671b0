package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.journal.JournalSettings;
import dev.cuffline.gateway.journal.SqliteJournal;
import dev.cuffline.rules.reading.PracticeId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * By hand: so many QoS 1 messages through mosquitto into the journal on disk, once while they are
 * published and once from a full session. Arguments: messages, receive maximum.
 */
final class Throughput {
  private Throughput() {}

  public static void main(String[] arguments) throws Exception {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    int receiveMaximum = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
    Path folder = Files.createTempDirectory("throughput");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      lines.add(
          "{\"data\":{\"data_type\":\"bpm_gen2_measure\",\"imei\":\"990000000000017\",\"sys\":121,"
              + "\"dia\":77,\"pul\":66,\"ts\":%d}}".formatted(1_700_000_000L + i));
    }
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true");
        SqliteJournal journal =
            SqliteJournal.open(
                Files.createDirectories(folder.resolve("data")),
                JournalSettings.DEFAULTS,
                meters)) {
      Reception reception = new Reception(journal, Clock.systemUTC(), meters);
      SubscriberSettings settings =
          new SubscriberSettings(
              "bench",
              BrokerAddress.parse("mqtt://127.0.0.1:" + broker.port()),
              new PracticeId("main-street"),
              SubscriberSettings.Login.NONE,
              "bench",
              "",
              receiveMaximum,
              262_144,
              Duration.ofDays(1),
              new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)),
              List.of(new TopicRoute(new TopicFilter("cuffs/#"), "mio-telemetry", 0)));
      long began;
      try (BrokerSubscriber subscriber = start(settings, reception, meters)) {
        awaitConnected(subscriber);
        began = System.nanoTime();
        broker.publish("cuffs/a", lines);
        System.out.printf("published in %.2f s%n", (System.nanoTime() - began) / 1e9);
        awaitHead(journal, messages);
        tell("while published", messages, began);
      }
      System.out.println("stuck: " + broker.stuck("bench"));
      broker.publish("cuffs/a", lines);
      began = System.nanoTime();
      try (BrokerSubscriber subscriber = start(settings, reception, meters)) {
        awaitConnected(subscriber);
        System.out.printf("connected after %.2f s%n", (System.nanoTime() - began) / 1e9);
        awaitHead(journal, 2L * messages);
        tell("from the session, connecting included", messages, began);
      }
      System.out.println("stuck: " + broker.stuck("bench"));
    }
  }

  private static BrokerSubscriber start(
      SubscriberSettings settings, Reception reception, SimpleMeterRegistry meters) {
    return BrokerSubscriber.start(
        settings, reception, Duration.ofSeconds(5), Clock.systemUTC(), meters);
  }

  private static void awaitConnected(BrokerSubscriber subscriber) throws InterruptedException {
    while (subscriber.problem().isPresent()) {
      boolean _ = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
    }
  }

  private static void awaitHead(SqliteJournal journal, long wanted) throws InterruptedException {
    while (journal.head() < wanted) {
      boolean _ = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
    }
  }

  private static void tell(String what, int messages, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%s: %d in %.2f s = %.0f/s%n", what, messages, seconds, messages / seconds);
  }
}
