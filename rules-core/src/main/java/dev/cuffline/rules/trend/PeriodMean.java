package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The mean pressure of a span of local dates, of the readings that the averages of the rules
 * include (billing-rules.md 5.5): at least six on at least three dates.
 *
 * @param systolic mmHg, to one decimal, half up
 * @param diastolic likewise
 * @param readings how many it is the mean of
 * @param dates on how many local dates they were measured
 * @param first when the oldest of them was measured
 * @param last when the newest was
 */
public record PeriodMean(
    BigDecimal systolic,
    BigDecimal diastolic,
    int readings,
    int dates,
    Instant first,
    Instant last) {
  private static final int FEWEST_READINGS = 6;
  private static final int FEWEST_DATES = 3;

  /**
   * The mean of a patient's readings.
   *
   * @param readings in any order; others than those of the span are left out
   * @param zone of the patient's home
   * @param span local dates, both inclusive
   * @param settings which readings averages leave out
   * @return empty when there are too few
   */
  public static Optional<PeriodMean> of(
      List<Reading> readings, ZoneId zone, DateRange span, TrendSettings settings) {
    List<Placed> included =
        readings.stream()
            .filter(Reading::stands)
            .map(reading -> Placed.of(reading, zone, settings))
            .filter(Placed::trusted)
            .filter(placed -> placed.reading().bloodPressure().isPresent())
            .filter(placed -> span.contains(placed.date()))
            .sorted(Placed.BY_TIME)
            .toList();
    if (included.size() < FEWEST_READINGS || AverageRules.dates(included) < FEWEST_DATES) {
      return Optional.empty();
    }
    return Optional.of(
        new PeriodMean(
            mean(included.stream().map(PeriodMean::pressure).map(BloodPressure::systolic).toList()),
            mean(
                included.stream().map(PeriodMean::pressure).map(BloodPressure::diastolic).toList()),
            included.size(),
            AverageRules.dates(included),
            included.getFirst().at(),
            included.getLast().at()));
  }

  private static BloodPressure pressure(Placed placed) {
    return placed.reading().bloodPressure().orElseThrow();
  }

  private static BigDecimal mean(List<BigDecimal> values) {
    return values.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), 1, RoundingMode.HALF_UP);
  }
}
