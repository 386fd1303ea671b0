package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The readings that stand, each once, in measured order.
 *
 * @param readings oldest first
 * @param today the local date of the fold
 * @param firstDate the oldest date of which the readings are complete
 */
record Timeline(List<Placed> readings, LocalDate today, LocalDate firstDate) {
  /** Of two versions the one judged later stands; at the same instant the corrected one does. */
  private static final Comparator<Reading> BY_VERSION =
      Comparator.comparing(Reading::judgedAt).thenComparing(Reading::status);

  static Timeline of(PatientFacts facts, TrendSettings settings, Instant now) {
    Map<ReadingId, Reading> newest = new HashMap<>();
    for (Reading reading : facts.readings()) {
      newest.merge(reading.id(), reading, (a, b) -> BY_VERSION.compare(a, b) >= 0 ? a : b);
    }
    List<Placed> placed =
        newest.values().stream()
            .filter(Reading::stands)
            .map(reading -> Placed.of(reading, facts.zone(), settings))
            .sorted(Placed.BY_TIME)
            .toList();
    LocalDate today = now.atZone(facts.zone()).toLocalDate();
    return new Timeline(placed, today, firstDate(placed, today, settings.historyDates()));
  }

  /**
   * A caller cuts the history at so many dates before today. Someone who asks about a time long
   * past has readings that are all older; they are then complete up to their own newest.
   */
  private static LocalDate firstDate(List<Placed> placed, LocalDate today, int historyDates) {
    LocalDate cut = today.minusDays(historyDates - 1L);
    if (placed.isEmpty() || !placed.getLast().date().isBefore(cut)) {
      return cut;
    }
    return placed.getLast().date().minusDays(historyDates - 1L);
  }

  boolean anyHas(ReadingFlag flag) {
    for (Placed placed : readings) {
      if (placed.reading().flags().contains(flag)) {
        return true;
      }
    }
    return false;
  }

  boolean anyHas(TimeQuality quality) {
    for (Placed placed : readings) {
      if (placed.reading().measuredAt().quality() == quality) {
        return true;
      }
    }
    return false;
  }

  boolean anyMeets(List<Threshold> limits) {
    for (Placed placed : readings) {
      if (placed.vitals().meetsAny(limits)) {
        return true;
      }
    }
    return false;
  }
}
