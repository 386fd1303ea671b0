package dev.cuffline.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a destination that failed is tried again. */
final class CircuitTest {
  private static final Instant NOW = Instant.parse("2026-01-20T14:00:00Z");
  private static final Fault DOWN = new Fault.Unavailable("HTTP 503");

  private final Circuit circuit = new Circuit(Pace.USUAL, new SplittableRandom(7));

  private static Instant probeAt(Circuit.State state) {
    return switch (state) {
      case Circuit.State.Closed _ -> throw new AssertionError("it is closed");
      case Circuit.State.Open open -> open.probeAt();
      case Circuit.State.Stopped stopped -> stopped.probeAt();
    };
  }

  @Test
  void pausesGrowToTheirLimitAndAreDrawnAtRandom() {
    assertThat(circuit.failed(0, DOWN, NOW)).isTrue();
    assertThat(probeAt(circuit.state())).isBetween(NOW.plusMillis(1), NOW.plusMillis(100));

    for (int failure = 0; failure < 1_000; failure++) {
      assertThat(circuit.failed(circuit.state().outages(), DOWN, NOW)).isFalse();
      assertThat(probeAt(circuit.state())).isBetween(NOW.plusMillis(1), NOW.plusMillis(1_500));
    }
  }

  @Test
  void whatADestinationAsksForIsKept() {
    circuit.failed(
        0, new Fault.Unavailable("HTTP 429", Optional.of(Duration.ofSeconds(20)), false), NOW);

    assertThat(probeAt(circuit.state())).isEqualTo(NOW.plusSeconds(20));
  }

  @Test
  void whatItAsksForHasALimit() {
    circuit.failed(
        0, new Fault.Unavailable("HTTP 429", Optional.of(Duration.ofDays(1)), false), NOW);

    assertThat(probeAt(circuit.state())).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void oneProbeThatArrivesEndsTheOutage() {
    circuit.failed(0, DOWN, NOW);

    circuit.worked(1);

    assertThat(circuit.state()).isEqualTo(new Circuit.State.Closed(1));
  }

  @Test
  void whatWasSentBeforeAnOutageSaysNothingOfIt() {
    circuit.failed(0, DOWN, NOW);
    Circuit.State open = circuit.state();

    circuit.worked(0);
    assertThat(circuit.failed(0, DOWN, NOW)).isFalse();

    assertThat(circuit.state()).isEqualTo(open);
  }

  @Test
  void severalParcelsThatFailTogetherAreOneOutage() {
    circuit.failed(0, DOWN, NOW);
    circuit.failed(0, DOWN, NOW);

    assertThat(circuit.state()).isInstanceOf(Circuit.State.Open.class);
    assertThat(circuit.state().outages()).isEqualTo(1);
    circuit.worked(1);
    assertThat(circuit.state()).isInstanceOf(Circuit.State.Closed.class);
  }

  @Test
  void refusedCredentialsStopItLonger() {
    boolean news = circuit.failed(0, new Fault.Unauthorised("HTTP 401"), NOW);

    assertThat(news).isTrue();
    assertThat(circuit.state()).isEqualTo(new Circuit.State.Stopped(1, NOW.plusSeconds(60)));
  }

  @Test
  void aStoppedDestinationThatOnlyFailsIsProbedAsAnyOther() {
    circuit.failed(0, new Fault.Unauthorised("HTTP 401"), NOW);

    circuit.failed(1, DOWN, NOW);

    assertThat(probeAt(circuit.state())).isBefore(NOW.plusSeconds(2));
  }
}
