package dev.cuffline.rules.acceptance;

import static dev.cuffline.rules.acceptance.Theories.theory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.caretime.CareMonth;
import dev.cuffline.rules.caretime.Service;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.caretime.WorkTime.Interval;
import dev.cuffline.rules.dataday.DataDay;
import dev.cuffline.rules.dataday.DevicePeriod;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.Reading;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

/** What holds for both clocks whatever the facts are. */
class ClocksPropertyTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Gen<List<Integer>> NUMBERS =
      lists().of(integers().between(0, 1_000_000)).ofSizeBetween(0, 40);

  @Test
  void theOrderOfReadingsAndEntriesDoesNotMatter() {
    theory()
        .forAll(NUMBERS, NUMBERS, integers().all())
        .checkAssert((days, times, seed) -> {
          List<Reading> readings = Samples.readings(days);
          List<TimeEntry> entries = Samples.entries(times);

          BillingAnswer shuffled =
              Samples.scenario(shuffle(readings, seed), shuffle(entries, seed)).answer();

          assertThat(shuffled).isEqualTo(Samples.scenario(readings, entries).answer());
        });
  }

  @Test
  void repetitionsDoNotMatter() {
    theory()
        .forAll(NUMBERS, NUMBERS)
        .checkAssert((days, times) -> {
          List<Reading> readings = Samples.readings(days);
          List<TimeEntry> entries = Samples.entries(times);

          BillingAnswer twice = Samples.scenario(twice(readings), twice(entries)).answer();

          assertThat(twice).isEqualTo(Samples.scenario(readings, entries).answer());
        });
  }

  @Test
  void minutesNeverTouchDays() {
    theory()
        .forAll(NUMBERS, NUMBERS)
        .checkAssert((days, times) -> {
          List<Reading> readings = Samples.readings(days);

          BillingAnswer with = Samples.scenario(readings, Samples.entries(times)).answer();

          BillingAnswer without = Samples.scenario(readings, List.of()).answer();
          assertThat(with.devicePeriods()).isEqualTo(without.devicePeriods());
          assertThat(device(with)).isEqualTo(device(without));
        });
  }

  @Test
  void daysNeverTouchMinutes() {
    theory()
        .forAll(NUMBERS, NUMBERS)
        .checkAssert((days, times) -> {
          List<TimeEntry> entries = Samples.entries(times);

          BillingAnswer with = Samples.scenario(Samples.readings(days), entries).answer();

          BillingAnswer without = Samples.scenario(List.of(), entries).answer();
          assertThat(with.careMonths()).isEqualTo(without.careMonths());
          assertThat(management(with)).isEqualTo(management(without));
        });
  }

  @Test
  void dataDaysAreTheDistinctDatesOfAutomaticReadings() {
    theory()
        .forAll(NUMBERS)
        .checkAssert(numbers -> {
          List<Reading> readings = Samples.readings(numbers);

          Set<LocalDate> days =
              Samples.scenario(readings, List.of()).answer().devicePeriods().stream()
                  .flatMap(p -> p.dataDays().stream())
                  .map(DataDay::date)
                  .collect(Collectors.toCollection(TreeSet::new));

          Set<LocalDate> dates =
              readings.stream()
                  .filter(r -> r.entry() == EntryMethod.AUTOMATIC)
                  .map(r -> r.measuredAt().instant().atZone(ZONE).toLocalDate())
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(days).isEqualTo(dates);
        });
  }

  @Test
  void countedSecondsAreTheDistinctSecondsThatNobodyLoggedForAnotherService() {
    theory()
        .forAll(NUMBERS)
        .checkAssert(numbers -> {
          List<TimeEntry> entries = Samples.entries(numbers);

          long counted =
              Samples.scenario(List.of(), entries).answer().careMonths().stream()
                  .mapToLong(CareMonth::countedSeconds)
                  .sum();

          assertThat(counted).isEqualTo(secondBySecond(entries));
        });
  }

  @Test
  void oneMoreReadingNeverLosesADay() {
    theory()
        .forAll(NUMBERS, integers().between(0, 1_000_000))
        .checkAssert((numbers, more) -> {
          List<Integer> longer = new ArrayList<>(numbers);
          longer.add(more);

          int after = days(Samples.scenario(Samples.readings(longer), List.of()).answer());

          int before = days(Samples.scenario(Samples.readings(numbers), List.of()).answer());
          assertThat(after).isGreaterThanOrEqualTo(before);
        });
  }

  @Test
  void aPeriodHasOneDeviceCodeAtMostAndAMonthOneTier() {
    theory()
        .forAll(NUMBERS, NUMBERS)
        .checkAssert((days, times) -> {
          BillingAnswer answer =
              Samples.scenario(Samples.readings(days), Samples.entries(times)).answer();

          Map<String, Integer> tiers = new HashMap<>();
          for (Determination d : answer.determinations()) {
            String code = d.code().value();
            if (!code.equals("99458") && !code.equals("99453") && (device(d) || management(d))) {
              String clock = device(d) ? "device" : "management";
              tiers.merge(clock + d.period(), d.units(), Integer::sum);
            }
          }

          assertThat(tiers.values()).allMatch(units -> units <= 1);
        });
  }

  private static int days(BillingAnswer answer) {
    return answer.devicePeriods().stream().mapToInt(DevicePeriod::days).sum();
  }

  /** The slow way: every second of every entry, without what the same person logged elsewhere. */
  private static long secondBySecond(List<TimeEntry> entries) {
    Map<String, Set<Long>> elsewhere = new HashMap<>();
    for (TimeEntry entry : entries) {
      if (entry.service() != Service.RPM) {
        elsewhere
            .computeIfAbsent(entry.performer().value(), k -> new HashSet<>())
            .addAll(seconds(entry));
      }
    }
    Set<Long> counted = new HashSet<>();
    for (TimeEntry entry : entries) {
      if (entry.service() == Service.RPM) {
        Set<Long> own = seconds(entry);
        own.removeAll(elsewhere.getOrDefault(entry.performer().value(), Set.of()));
        counted.addAll(own);
      }
    }
    return counted.size();
  }

  private static Set<Long> seconds(TimeEntry entry) {
    Set<Long> seconds = new HashSet<>();
    if (entry.when() instanceof Interval interval) {
      for (long s = interval.start().getEpochSecond(); s < interval.end().getEpochSecond(); s++) {
        seconds.add(s);
      }
    }
    return seconds;
  }

  private static List<Determination> device(BillingAnswer answer) {
    return answer.determinations().stream().filter(ClocksPropertyTest::device).toList();
  }

  private static List<Determination> management(BillingAnswer answer) {
    return answer.determinations().stream().filter(ClocksPropertyTest::management).toList();
  }

  private static boolean management(Determination d) {
    return Set.of("99457", "99458", "99470").contains(d.code().value());
  }

  private static boolean device(Determination d) {
    return Set.of("99453", "99445", "99454").contains(d.code().value());
  }

  private static <T> List<T> shuffle(List<T> list, int seed) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, new Random(seed));
    return copy;
  }

  private static <T> List<T> twice(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    copy.addAll(list);
    return copy;
  }
}
