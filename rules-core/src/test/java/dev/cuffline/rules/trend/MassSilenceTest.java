package dev.cuffline.rules.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.reading.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When silence is the source's (section 5.5), and on which dates a reading could come. */
class MassSilenceTest {
  private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalDate DATE = LocalDate.of(2026, 1, 10);

  @ParameterizedTest
  @CsvSource({
    "25, 5, 0, false", // exactly a fifth is not more than a fifth
    "24, 5, 0, true",
    "10, 4, 0, false", // fewer than five are asked for themselves
    "5, 5, 0, true",
    "24, 5, 359, true",
    "24, 5, 360, false" // six hours ago was another silence
  })
  void moreThanAFifthWithinSixHours(
      int patients, int silent, int minutesAgo, boolean isTheSources) {
    List<Instant> since = Collections.nCopies(silent, NOW.minus(Duration.ofMinutes(minutesAgo)));

    assertThat(MassSilence.DEFAULT.holds(patients, since, NOW)).isEqualTo(isTheSources);
  }

  @Test
  void whatWillHaveBegunLaterIsNotCounted() {
    assertThat(MassSilence.DEFAULT.counts(NOW.plusSeconds(1), NOW)).isFalse();
    assertThat(MassSilence.DEFAULT.counts(NOW, NOW)).isTrue();
  }

  @Test
  void impossibleLimitsAreRefused() {
    assertThatThrownBy(() -> new MassSilence(100, Duration.ofHours(6), 5))
        .hasMessageContaining("0 to 99 percent");
    assertThatThrownBy(() -> new MassSilence(20, Duration.ZERO, 5)).hasMessageContaining("a span");
    assertThatThrownBy(() -> new MassSilence(20, Duration.ofHours(6), 0))
        .hasMessageContaining("at least one patient");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-10T05:00:00Z, 2026-01-11T05:00:00Z, false", // the whole local date
    "2026-01-10T05:00:01Z, 2026-01-11T05:00:00Z, true",
    "2026-01-10T05:00:00Z, 2026-01-11T04:59:59Z, true",
    "2026-01-08T00:00:00Z, 2026-01-12T00:00:00Z, false"
  })
  void aDateOnWhichNothingCouldArriveIsNotWatched(Instant from, Instant to, boolean isWatched) {
    Monitoring monitoring =
        new Monitoring(
            1,
            LocalDate.of(2026, 1, 1),
            Optional.empty(),
            List.of(new DateRange(DATE.plusDays(5), DATE.plusDays(6))),
            List.of(new Monitoring.Outage(from, to)));

    assertThat(monitoring.isWatched(DATE, NEW_YORK)).isEqualTo(isWatched);
    assertThat(monitoring.isWatched(DATE.plusDays(5), NEW_YORK)).isFalse();
    assertThat(monitoring.isWatched(LocalDate.of(2025, 12, 31), NEW_YORK)).isFalse();
  }

  @Test
  void silenceBeginsWhenTheOrderedTimeIsOver() {
    Monitoring monitoring =
        new Monitoring(
            2,
            LocalDate.of(2026, 1, 1),
            Optional.empty(),
            List.of(),
            List.of(
                new Monitoring.Outage(
                    NOW.minus(Duration.ofHours(20)), NOW.minus(Duration.ofHours(10)))));
    Instant last = NOW.minus(Duration.ofHours(40));

    assertThat(monitoring.silentSince(last, 2, NOW, NEW_YORK))
        .contains(NOW.minus(Duration.ofHours(6)));
    assertThat(monitoring.silentSince(last, 3, NOW, NEW_YORK)).isEmpty();
  }
}
