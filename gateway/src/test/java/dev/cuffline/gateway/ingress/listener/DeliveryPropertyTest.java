package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to connections and commits, each QoS 2 message of a session becomes durable
 * exactly once, each QoS 1 message at least once, and nothing is acknowledged before its commit.
 */
class DeliveryPropertyTest {
  private static final int RUNS = 30;
  private static final int STEPS = 120;
  private static final long SEED = 20_260_102L;

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void everyMessageBecomesDurableAsOftenAsItsQualityPromises(MqttVersion version) {
    for (int run = 0; run < RUNS; run++) {
      try (Bench bench = new Bench()) {
        new Course(bench, version, new Random(SEED + run)).run();
      }
    }
  }

  /** One course of events. */
  private static final class Course {
    private final Bench bench;
    private final Random random;
    private final ModelCuff cuff;
    private final Map<Integer, Integer> durable = new HashMap<>();
    private final List<Integer> unsettled = new ArrayList<>();
    private final List<Boolean> once = new ArrayList<>();
    private int appended;

    private Course(Bench bench, MqttVersion version, Random random) {
      this.bench = bench;
      this.random = random;
      cuff = new ModelCuff(bench, version, durable::containsKey);
    }

    private void run() {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> publish();
          case 4, 5, 6 -> settle(true);
          case 7 -> settle(random.nextInt(4) > 0);
          case 8 -> cuff.read();
          default -> cuff.reconnect(random.nextBoolean());
        }
        if (!cuff.isConnected()) {
          cuff.reconnect(true);
        }
      }
      finish();
      for (int number = 0; number < once.size(); number++) {
        int times = durable.getOrDefault(number, 0);
        if (once.get(number)) {
          assertThat(times).as("QoS 2 message " + number).isEqualTo(1);
        } else {
          assertThat(times).as("QoS 1 message " + number).isPositive();
        }
      }
    }

    private void publish() {
      if (cuff.mayPublish()) {
        once.add(random.nextBoolean());
        cuff.publish(once.size() - 1, once.getLast());
      }
    }

    /** The journal keeps or breaks one of its promises, in any order. */
    private void settle(boolean well) {
      for (; appended < bench.journal.size(); appended++) {
        unsettled.add(appended);
      }
      if (unsettled.isEmpty()) {
        return;
      }
      int chosen = random.nextInt(unsettled.size());
      int index = unsettled.get(chosen);
      unsettled.subList(chosen, chosen + 1).clear();
      if (well) {
        durable.merge(ModelCuff.number(bench.journal.get(index).payload()), 1, Integer::sum);
        bench.journal.complete(index);
      } else {
        bench.journal.fail(index);
      }
    }

    private void finish() {
      for (int round = 0; !cuff.isDone(); round++) {
        assertThat(round).as("rounds until everything is answered").isLessThan(1_000);
        settle(true);
        cuff.read();
        if (!cuff.isConnected()) {
          cuff.reconnect(true);
        }
      }
    }
  }
}
