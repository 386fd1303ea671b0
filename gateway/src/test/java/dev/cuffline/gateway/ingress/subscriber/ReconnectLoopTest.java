package dev.cuffline.gateway.ingress.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.intake.VirtualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Virtual time: a wait takes none, and a connection lasts as long as the script says. */
class ReconnectLoopTest {
  private static final Duration CAP = Duration.ofSeconds(30);

  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-02T03:04:05Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Deque<Step> script = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), CAP);
  private final List<Integer> attemptsAtPauses = new ArrayList<>();
  private int healAfterPauses;
  private int attempts;
  private final ReconnectLoop loop = loop();

  /** What one attempt comes to. */
  private sealed interface Step {
    record Refuse(Ended ended) implements Step {}

    record Throw(Supplier<RuntimeException> fault) implements Step {}

    record Hold(Duration time, Ended ended) implements Step {}
  }

  private final class Scripted implements Connector {
    @Override
    public BrokerConnection connect() throws NotConnectedException {
      attempts++;
      return switch (script.remove()) {
        case Step.Refuse refuse -> throw new NotConnectedException(refuse.ended());
        case Step.Throw thrown -> throw thrown.fault().get();
        case Step.Hold hold -> new Held(hold);
      };
    }
  }

  private final class Held implements BrokerConnection {
    private final Step.Hold hold;
    private boolean stopped;

    Held(Step.Hold hold) {
      this.hold = hold;
    }

    @Override
    public Ended serve() {
      assertThat(loop.isConnected()).isTrue();
      assertThat(loop.problem()).isEmpty();
      assertThat(gauge("cuffline.subscriber.connected")).isEqualTo(1);
      assertThat(gauge("cuffline.subscriber.in.flight")).isEqualTo(7);
      clock.advance(hold.time());
      return stopped ? Ended.by(Ending.STOPPED) : hold.ended();
    }

    @Override
    public void stop() {
      stopped = true;
    }

    @Override
    public int inFlight() {
      return 7;
    }
  }

  private ReconnectLoop loop() {
    return new ReconnectLoop(
        "hospital",
        new Scripted(),
        backoff,
        new ReconnectLoop.Surroundings(healthy::get, this::pause, new Random(42), clock),
        meters);
  }

  private boolean pause(Duration wait) {
    waits.add(wait);
    attemptsAtPauses.add(attempts);
    healthy.set(healthy.get() || waits.size() == healAfterPauses);
    problems.add(loop.problem().orElse(""));
    clock.advance(wait);
    return !script.isEmpty();
  }

  @Test
  void failuresInARowWaitLongerUpToTheCap() {
    for (int i = 0; i < 12; i++) {
      script.add(new Step.Refuse(Ended.by(Ending.UNREACHABLE, "nobody")));
    }

    loop.run();

    assertThat(attempts).isEqualTo(12);
    Random same = new Random(42);
    List<Duration> wanted = new ArrayList<>();
    for (int failures = 1; failures <= 12; failures++) {
      wanted.add(backoff.wait(failures, same));
    }
    assertThat(waits).isEqualTo(wanted);
    assertThat(reconnects(Ending.UNREACHABLE)).isEqualTo(11);
    assertThat(gauge("cuffline.subscriber.connected")).isZero();
    assertThat(gauge("cuffline.subscriber.in.flight")).isZero();
  }

  @Test
  void aConnectionThatHeldEndsTheRowAndAShortOneDoesNot() {
    Ended lost = Ended.by(Ending.LOST);
    script.add(new Step.Refuse(lost));
    script.add(new Step.Hold(CAP.minusMillis(1), lost));
    script.add(new Step.Hold(CAP, lost));

    loop.run();

    Random same = new Random(42);
    assertThat(waits)
        .containsExactly(backoff.wait(1, same), backoff.wait(2, same), backoff.wait(1, same));
  }

  @Test
  void anErrorOfOurOwnEndsAConnectionAndNeverTheLoop() {
    script.add(new Step.Throw(() -> new IllegalStateException("a bug")));
    script.add(new Step.Hold(CAP, Ended.byFault(new IllegalStateException("another"))));
    script.add(new Step.Hold(CAP, Ended.by(Ending.STOPPED)));

    loop.run();

    assertThat(attempts).isEqualTo(3);
    assertThat(reconnects(Ending.FAULT)).isEqualTo(2);
  }

  @Test
  void nothingIsTakenWhileTheJournalNeedsAPerson() {
    healthy.set(false);
    script.add(new Step.Hold(CAP, Ended.by(Ending.STOPPED)));
    healAfterPauses = 3;

    loop.run();

    assertThat(attemptsAtPauses).containsExactly(0, 0, 0);
    assertThat(attempts).isEqualTo(1);
    assertThat(problems).allMatch(problem -> problem.contains("journal"));
  }

  @Test
  void theProblemSaysWhatAPersonCanDo() {
    script.add(new Step.Refuse(Ended.by(Ending.REFUSED, "MQTT reason 0x87")));
    script.add(new Step.Refuse(Ended.by(Ending.TAKEN_OVER)));

    loop.run();

    assertThat(problems.getFirst())
        .startsWith("hospital: the broker refuses the login")
        .contains("passwordFile", "0x87");
    assertThat(problems.getLast()).contains("clientId");
  }

  @Test
  void beforeTheFirstAttemptItIsNotConnected() {
    assertThat(loop.problem()).hasValueSatisfying(problem -> assertThat(problem).contains("first"));
  }

  @Test
  void aStopBeforeTheLoopBeginsConnectsNowhere() {
    loop.stop();

    loop.run();

    assertThat(attempts).isZero();
  }

  private double gauge(String name) {
    return meters.get(name).tag("subscriber", "hospital").gauge().value();
  }

  private double reconnects(Ending reason) {
    return meters
        .get("cuffline.subscriber.reconnects")
        .tag("subscriber", "hospital")
        .tag("reason", reason.code())
        .counter()
        .count();
  }
}
