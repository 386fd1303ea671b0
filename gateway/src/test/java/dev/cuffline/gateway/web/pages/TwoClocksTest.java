package dev.cuffline.gateway.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.web.DeterminationSource.CareMonth;
import dev.cuffline.gateway.web.DeterminationSource.DevicePeriod;
import dev.cuffline.gateway.web.DeterminationSource.Excluded;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the two clocks say in one line, and how many cells are what. */
final class TwoClocksTest {
  private static final LocalDate FROM = LocalDate.of(2026, 1, 5);
  private static final LocalDate TO = LocalDate.of(2026, 2, 3);

  private static DeviceStrip strip(int days, int left, LocalDate today) {
    int missing = 16 - days;
    boolean reachable = missing <= left;
    DevicePeriod period =
        new DevicePeriod(
            FROM,
            TO,
            IntStream.range(0, days).mapToObj(FROM::plusDays).toList(),
            List.of(
                new Excluded(FROM, "r1", "MANUAL_EXCLUDED"),
                new Excluded(FROM.plusDays(20), "r2", "MANUAL_EXCLUDED")),
            left,
            reachable,
            reachable && missing > 0 ? Optional.of(TO.minusDays(missing - 1L)) : Optional.empty());
    return DeviceStrip.of(period, today);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12 | 4 | 2026-01-31 | 12 of 16 days | 4 more days by 3 Feb (latest start 31 Jan)
          15 | 1 | 2026-02-03 | 15 of 16 days | 1 more day by 3 Feb (latest start 3 Feb)
          16 | 1 | 2026-02-03 | 16 days       | 16 days reached
          17 | 4 | 2026-01-31 | 17 days       | 16 days reached
          9  | 4 | 2026-01-31 | 9 of 16 days  | 16 days are out of reach by 3 Feb; 2 reached
          1  | 4 | 2026-01-31 | 1 of 16 days  | 16 days are out of reach by 3 Feb; 1 more for 2
          0  | 1 | 2026-02-03 | 0 of 16 days  | 16 days are out of reach by 3 Feb
          9  | 0 | 2026-02-05 | 9 of 16 days  | ended 3 Feb with 9 days; 2 reached
          """)
  void theDevicePeriodSaysWhatIsMissing(
      int days, int left, LocalDate today, String count, String missing) {
    DeviceStrip strip = strip(days, left, today);

    assertThat(strip.count()).isEqualTo(count);
    assertThat(strip.missing()).isEqualTo(missing);
  }

  @Test
  void everyDateIsOneCellAndADataDayBeatsAReadingThatDoesNotCount() {
    DeviceStrip strip = strip(12, 4, LocalDate.of(2026, 1, 31));

    assertThat(cells(strip.filled())).isEqualTo(12);
    assertThat(cells(strip.hatched())).isEqualTo(1);
    assertThat(cells(strip.empty())).isEqualTo(13);
    assertThat(cells(strip.ahead())).isEqualTo(4);
    assertThat(strip.ticks()).extracting(DeviceStrip.Tick::days).containsExactly(2L, 16L);
    assertThat(strip.ticks()).extracting(DeviceStrip.Tick::reached).containsExactly(true, false);
  }

  private static long cells(String path) {
    return path.chars().filter(letter -> letter == 'M').count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0    | 0 | 0 min       | 10 min and one live call
          1070 | 0 | 17 min 50 s | 2 min 10 s more for 20 min and one live call
          599  | 1 | 9 min 59 s  | 1 s more for 10 min
          600  | 1 | 10 min      | 10 min more for 20 min
          1199 | 1 | 19 min 59 s | 1 s more for 20 min
          1200 | 0 | 20 min      | 20 min more for 40 min and one live call
          3600 | 1 | 60 min      | 60 min reached
          3600 | 0 | 60 min      | one live call
          """)
  void theManagementMonthSaysWhatIsMissing(
      long seconds, int contacts, String count, String missing) {
    CareBar bar = CareBar.of(new CareMonth(YearMonth.of(2026, 1), seconds, List.of(), contacts));

    assertThat(bar.count()).isEqualTo(count);
    assertThat(bar.missing()).isEqualTo(missing);
    assertThat(bar.contact()).isEqualTo(contacts > 0);
    assertThat(bar.ticks()).extracting(CareBar.Tick::minutes).containsExactly(10L, 20L, 40L, 60L);
    assertThat(bar.filled()).isLessThanOrEqualTo(bar.width());
  }

  @Test
  void aYearWithoutTheLowerTiersHasNoMarksForThem() {
    CareBar bar = CareBar.of(new CareMonth(YearMonth.of(2025, 6), 700, List.of(), 1));

    assertThat(bar.ticks()).extracting(CareBar.Tick::minutes).containsExactly(20L, 40L, 60L);
  }
}
