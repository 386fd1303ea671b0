package dev.cuffline.rules.acceptance;

import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.reading.Reading;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns numbers into facts: every number is one reading or one time entry. */
final class Samples {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalDate START = LocalDate.of(2026, 1, 5);

  private Samples() {}

  /** A reading within 60 dates, one in eight typed, some late, with ids by position. */
  static List<Reading> readings(List<Integer> numbers) {
    List<Reading> readings = new ArrayList<>();
    for (int n : numbers) {
      String word =
          String.format(
              Locale.ROOT,
              "%sT%02d:%02d:00[entry:%s;device:%s]",
              START.plusDays(n % 60),
              n % 23,
              n % 59,
              n % 8 == 0 ? "MANUAL" : "AUTOMATIC",
              n % 3 == 0 ? "scale" : "cuff");
      readings.add(Inputs.reading(word, ZONE, readings.size()));
    }
    return readings;
  }

  /** An entry in the first hours of a date of January or February by one of two nurses. */
  static List<TimeEntry> entries(List<Integer> numbers) {
    List<TimeEntry> entries = new ArrayList<>();
    for (int n : numbers) {
      String word =
          String.format(
              Locale.ROOT,
              "%sT%02d:%02d:%02d+%d:%02d[by:rn-%d;service:%s%s]",
              START.plusDays(n % 50),
              n % 2,
              n % 57,
              n % 53,
              n % 41,
              n % 47,
              n % 2,
              n % 11 == 0 ? "CCM" : "RPM",
              n % 5 == 0 ? ";live:AUDIO" : "");
      entries.add(Inputs.entry(word, ZONE, entries.size()));
    }
    return entries;
  }

  /** The default patient with these readings and entries. */
  static Scenario scenario(List<Reading> readings, List<TimeEntry> entries) {
    Scenario base = Scenario.parse("device=scale:fda setup=done");
    BillingFacts f = base.facts();
    return base.withFacts(
        new BillingFacts(
            f.patient(),
            f.zones(),
            f.practiceZone(),
            f.diagnoses(),
            f.enrolment(),
            f.devices(),
            readings,
            f.dataLink(),
            entries,
            f.timeElsewhere(),
            f.otherServices(),
            f.claims(),
            f.since()));
  }
}
