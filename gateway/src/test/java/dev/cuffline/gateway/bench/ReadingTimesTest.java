package dev.cuffline.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingTimesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void everyReadingOfADeviceIsLaterThanItsLastAndBeforeNow() {
    ReadingTimes times = new ReadingTimes(60, NOW);
    Set<Instant> seen = new HashSet<>();

    for (int round = 0; round < 60; round++) {
      assertThat(seen.add(times.at(17, round))).isTrue();
      assertThat(times.at(17, round)).isBefore(NOW).isAfter(NOW.minus(Duration.ofDays(20)));
    }
    assertThat(times.gap()).isEqualTo(Duration.ofHours(7));
  }

  @Test
  void manyRoundsMoveCloserTogetherAndStayWithinTheOldestTimeTaken() {
    ReadingTimes times = new ReadingTimes(10_000, NOW);

    assertThat(times.at(0, 0)).isAfter(NOW.minus(Duration.ofDays(391)));
    assertThat(times.gap()).isLessThan(Duration.ofHours(1));
  }

  @Test
  void tooFewDevicesAreRefused() {
    assertThatThrownBy(() -> new ReadingTimes(10_000_000, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--devices are too few");
  }
}
