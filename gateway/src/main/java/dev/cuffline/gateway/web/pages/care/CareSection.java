package dev.cuffline.gateway.web.pages.care;

import dev.cuffline.gateway.registry.CallRecord;
import dev.cuffline.gateway.registry.CallRecords;
import dev.cuffline.gateway.registry.CareTimer;
import dev.cuffline.gateway.registry.CareTimers;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.TimeEntry;
import dev.cuffline.gateway.registry.TimeSpent;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a patient's page says of care time.
 *
 * @param running whether the visitor's timer runs for this patient
 * @param entries of this month and the last, the newest first
 * @param tries how often nobody was reached since the last conversation, in words; empty for none
 * @param zone of the times: the practice's
 */
public record CareSection(boolean running, List<Line> entries, String tries, String zone) {
  private static final Duration CALLS = Duration.ofDays(60);

  /** A time entry. */
  public record Line(
      Moment when, String length, String performer, String activity, String action) {}

  /** Reads it. */
  public static CareSection of(
      Session db, Practice practice, PatientId patient, String actor, Instant now)
      throws SQLException {
    Optional<CareTimer> timer = CareTimers.running(db, actor);
    ZoneId zone = practice.zone();
    YearMonth from = YearMonth.from(now.atZone(zone)).minusMonths(1);
    Instant since = from.atDay(1).atStartOfDay(zone).toInstant();
    List<Line> lines =
        RegistryQueries.timeEntries(db, practice.id(), patient).stream()
            .filter(entry -> !start(entry, zone).isBefore(since))
            .sorted(Comparator.comparing((TimeEntry entry) -> start(entry, zone)).reversed())
            .map(entry -> line(entry, zone, now))
            .toList();
    return new CareSection(
        timer.filter(running -> running.patient().equals(patient)).isPresent(),
        lines,
        tries(CallRecords.since(db, practice.id(), patient, now.minus(CALLS)), zone, now),
        Moment.of(now, zone, now).zone());
  }

  private static Instant start(TimeEntry entry, ZoneId zone) {
    return switch (entry.spent()) {
      case TimeSpent.Interval interval -> interval.start();
      case TimeSpent.Stated stated -> stated.on().atStartOfDay(zone).toInstant();
    };
  }

  private static Line line(TimeEntry entry, ZoneId zone, Instant now) {
    long seconds =
        switch (entry.spent()) {
          case TimeSpent.Interval(Instant start, Instant end) ->
              Duration.between(start, end).toSeconds();
          case TimeSpent.Stated stated -> stated.seconds();
        };
    return new Line(
        Moment.of(start(entry, zone), zone, now),
        Words.minutes(seconds),
        entry.performer(),
        CareWords.of(entry.activity()),
        entry.action());
  }

  private static String tries(List<CallRecord> calls, ZoneId zone, Instant now) {
    List<CallRecord> since =
        calls.stream().takeWhile(call -> call.outcome() != CallRecord.Outcome.REACHED).toList();
    if (since.isEmpty()) {
      return "";
    }
    String next =
        since
            .getFirst()
            .nextTry()
            .map(at -> Moment.of(at, zone, now))
            .map(at -> "; next try " + at.shown() + " " + at.zone())
            .orElse("");
    return "Not reached in %s, last: %s%s."
        .formatted(
            since.size() == 1 ? "one try" : since.size() + " tries",
            CareWords.of(since.getFirst().outcome()).toLowerCase(Locale.ROOT),
            next);
  }
}
