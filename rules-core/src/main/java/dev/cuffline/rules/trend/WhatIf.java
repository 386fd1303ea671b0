package dev.cuffline.rules.trend;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rule pack would have raised over a history, rule by rule and week by week, so that a care
 * team can choose limits by the load they cause (billing-rules.md 5.4). Nobody is told anything.
 *
 * <p>Each week is judged as it would have stood at its end, over the readings of the pack's history
 * before it, as if nobody had acted on anything: a rule that stays met over two weeks counts in the
 * week in which it became so. Rules over readings that do not come are not asked: when somebody
 * waited for them is not part of a history of readings.
 */
public final class WhatIf {
  private WhatIf() {}

  /**
   * One rule in one week.
   *
   * @param rule its id
   * @param week its Monday
   */
  public record Cell(RuleId rule, LocalDate week) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byRule = rule.value().compareTo(other.rule.value());
      return byRule != 0 ? byRule : week.compareTo(other.week);
    }
  }

  /**
   * Counts findings that became so on the dates of a span.
   *
   * @param facts one patient's readings, from {@link TrendSettings#historyDates()} before the span
   *     on; actions and earlier alerts are not looked at
   * @param pack the rules to try
   * @param from first local date, inclusive
   * @param to last local date, inclusive
   */
  public static SortedMap<Cell, Integer> count(
      PatientFacts facts, RulePack pack, LocalDate from, LocalDate to) {
    SortedMap<Cell, Integer> counts = new TreeMap<>();
    ZoneId zone = facts.zone();
    for (LocalDate monday = monday(from); !monday.isAfter(to); monday = monday.plusWeeks(1)) {
      Instant begin = monday.atStartOfDay(zone).toInstant();
      Instant end = monday.plusWeeks(1).atStartOfDay(zone).toInstant();
      LocalDate week = monday;
      Alerts.fold(known(facts, pack, begin, end), pack, end).findings().stream()
          .filter(finding -> !finding.at().isBefore(begin) && finding.at().isBefore(end))
          .filter(finding -> isIn(finding.at().atZone(zone).toLocalDate(), from, to))
          .forEach(finding -> counts.merge(new Cell(finding.rule(), week), 1, Integer::sum));
    }
    return counts;
  }

  private static boolean isIn(LocalDate date, LocalDate from, LocalDate to) {
    return !date.isBefore(from) && !date.isAfter(to);
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** What was measured and known by the end of a week. */
  private static PatientFacts known(PatientFacts facts, RulePack pack, Instant begin, Instant end) {
    Instant oldest =
        begin.atZone(facts.zone()).minusDays(pack.settings().historyDates()).toInstant();
    return new PatientFacts(
        facts.patient(),
        facts.zone(),
        facts.readings().stream()
            .filter(reading -> reading.judgedAt().isBefore(end))
            .filter(reading -> !reading.measuredAt().instant().isBefore(oldest))
            .filter(reading -> reading.measuredAt().instant().isBefore(end))
            .toList(),
        List.of());
  }
}
