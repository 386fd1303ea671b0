package dev.cuffline.gateway.simulate;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's cuffs: first each brings its past weeks, with whatever is wrong with it, then they go
 * on measuring until they are stopped. Every message is a real MQTT publish of QoS 1.
 */
public final class DemoCuffs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoCuffs.class);
  private static final int PAST_DAYS = 20;
  private static final Duration BETWEEN_LIVE = Duration.ofMillis(200);
  private static final CuffIdentity UNKNOWN =
      CuffIdentity.of(DemoPractice.UNKNOWN_CUFF, 999, DemoPractice.ZONE);
  private static final Instant DEAD_CLOCK = Instant.parse("2000-01-01T00:04:00Z");

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final String host;
  private final int port;
  private final DemoPractice practice;
  private final Clock clock;
  private final Random random;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts to publish.
   *
   * @param seed the same seed gives the same values
   */
  public DemoCuffs(String host, int port, DemoPractice practice, Clock clock, long seed) {
    this.host = host;
    this.port = port;
    this.practice = practice;
    this.clock = clock;
    this.random = new Random(seed);
    this.thread = Thread.ofPlatform().name("demo-cuffs").start(this::run);
  }

  private void run() {
    try {
      for (DemoPatient patient : DemoPatient.values()) {
        if (stopped.getCount() > 0) {
          bringThePast(patient);
        }
      }
      publishOddThings();
      goOn();
    } catch (IOException fault) {
      if (stopped.getCount() > 0) {
        LOG.atWarn().setCause(fault).log("a simulated cuff lost its connection");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void bringThePast(DemoPatient patient) throws IOException {
    try (MqttCuff cuff = connect(patient)) {
      List<Measured> past = past(patient, clock.instant());
      publish(cuff, patient, past);
      if (patient == DemoPatient.REPEATING) {
        publish(cuff, patient, past);
      }
    }
  }

  private MqttCuff connect(DemoPatient patient) throws IOException {
    return new MqttCuff(group, host, port, patient.deviceId(), practice.secretOf(patient));
  }

  private static void publish(MqttCuff cuff, DemoPatient patient, List<Measured> all)
      throws IOException {
    for (Measured measured : all) {
      cuff.publish(patient.format(), patient.payload(measured));
    }
  }

  private List<Measured> past(DemoPatient patient, Instant now) {
    return switch (patient) {
      case STEADY, REPEATING -> daily(now, PAST_DAYS, 122, 76);
      case HYPERTENSIVE -> daily(now, 3, 166, 101);
      case CRISIS ->
          List.of(
              new Measured(now.minus(Duration.ofMinutes(2)), 184, 122, 92),
              new Measured(now, 183, 121, 90));
      case DEAD_CLOCK -> List.of(new Measured(DEAD_CLOCK, 128, 82, 71));
      case MANAGED -> erratic(now);
    };
  }

  private List<Measured> daily(Instant now, int days, int systolic, int diastolic) {
    List<Measured> all = new ArrayList<>();
    for (int day = days; day >= 1; day--) {
      Instant morning = now.minus(Duration.ofDays(day)).plus(Duration.ofHours(1));
      all.add(around(morning, systolic, diastolic));
      all.add(around(morning.plus(Duration.ofHours(11)), systolic - 3, diastolic - 2));
    }
    return all;
  }

  /** Ten readings on ten dates, up and down. */
  private List<Measured> erratic(Instant now) {
    List<Measured> all = new ArrayList<>();
    for (int i = 10; i >= 1; i--) {
      boolean high = i % 3 == 0;
      all.add(
          around(now.minus(Duration.ofHours(46L * i / 2 + 2)), high ? 158 : 118, high ? 96 : 72));
    }
    return all;
  }

  private Measured around(Instant at, int systolic, int diastolic) {
    return new Measured(
        at,
        systolic + random.nextInt(7) - 3,
        diastolic + random.nextInt(5) - 2,
        64 + random.nextInt(16));
  }

  /** A cuff that nobody registered, and bytes that are no measurement. */
  private void publishOddThings() throws IOException {
    try (MqttCuff unknown =
        new MqttCuff(
            group, host, port, DemoPractice.UNKNOWN_CUFF, practice.secretOfUnknownCuff())) {
      Measured crisis = new Measured(clock.instant(), 214, 128, 88);
      unknown.publish(DemoPatient.MIO, DemoPatient.payload(DemoPatient.MIO, UNKNOWN, crisis));
    }
    try (MqttCuff cuff = connect(DemoPatient.STEADY)) {
      byte[] frame =
          DemoPatient.payload(DemoPatient.BLE, UNKNOWN, new Measured(clock.instant(), 120, 80, 70));
      cuff.publish(DemoPatient.BLE, Arrays.copyOf(frame, 5));
      cuff.publish(DemoPatient.MIO, "{\"data\":".getBytes(StandardCharsets.UTF_8));
      cuff.publish("no-such-format", new byte[] {1, 2});
    }
  }

  private void goOn() throws IOException, InterruptedException {
    DemoPatient[] calm = {DemoPatient.STEADY, DemoPatient.REPEATING};
    try (MqttCuff first = connect(calm[0]);
        MqttCuff second = connect(calm[1])) {
      for (int i = 0; !stopped.await(BETWEEN_LIVE.toMillis(), TimeUnit.MILLISECONDS); i++) {
        boolean even = i % 2 == 0;
        publish(
            even ? first : second,
            even ? calm[0] : calm[1],
            List.of(around(clock.instant(), 124, 77)));
      }
    }
  }

  /** Waits for the message under way, then stops. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    var _ = group.shutdownGracefully();
  }
}
