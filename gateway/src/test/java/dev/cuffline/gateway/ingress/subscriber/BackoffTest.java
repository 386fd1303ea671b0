package dev.cuffline.gateway.ingress.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  @ParameterizedTest
  @CsvSource({
    "1, 500",
    "2, 1000",
    "3, 2000",
    "6, 16000",
    "7, 30000",
    "8, 30000",
    "64, 30000",
    "2147483647, 30000"
  })
  void theCeilingDoublesUpToItsMaximum(int failures, long millis) {
    assertThat(backoff.ceiling(failures)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void waitsAreSpreadFromZeroToTheCeiling() {
    Random random = new Random(2_026);
    List<Duration> waits =
        IntStream.range(0, 10_000).mapToObj(i -> backoff.wait(4, random)).toList();

    assertThat(waits).allMatch(wait -> !wait.isNegative() && wait.toMillis() <= 4_000);
    for (int quarter = 0; quarter < 4; quarter++) {
      int from = quarter * 1_000;
      assertThat(waits)
          .filteredOn(wait -> wait.toMillis() >= from && wait.toMillis() < from + 1_000)
          .as("quarter %s", quarter)
          .hasSizeBetween(2_200, 2_800);
    }
  }

  @Test
  void theSameSeedGivesTheSameWaits() {
    assertThat(backoff.wait(5, new Random(7))).isEqualTo(backoff.wait(5, new Random(7)));
  }

  @Test
  void waitsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("reconnectMinimum must be");
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("reconnectMaximum must be");
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofDays(2)))
        .hasMessageContaining("reconnectMaximum must be");
  }
}
