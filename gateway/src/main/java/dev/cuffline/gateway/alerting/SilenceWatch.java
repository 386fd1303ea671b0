package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.EnrolmentSpans;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Monitoring.Outage;
import dev.cuffline.rules.trend.Rule;
import dev.cuffline.rules.trend.RulePack;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for readings that do not come. A reading that arrives judges its patient; one that does not
 * arrive judges nobody, so every few minutes this finds whose silence has just grown long enough
 * for a rule, and has only them judged. First it asks whether it is the source that is silent.
 */
public final class SilenceWatch {
  private static final int AT_ONCE = 100;

  /** Outages that ended earlier lie before every window of a rule. */
  private static final Duration REMEMBERED = Duration.ofDays(36);

  private final Database database;
  private final PatientAlerts alerts;
  private final RulePack pack;
  private final SourceWatch sources;
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> previous = Optional.empty();

  /** Looks into a store; the rules are those of the alerts. */
  public SilenceWatch(Database database, PatientAlerts alerts) {
    this.database = database;
    this.alerts = alerts;
    this.pack = alerts.pack();
    this.sources = new SourceWatch(database, pack);
  }

  /**
   * Looks once. Blocks; one caller at a time.
   *
   * @return how many patients were judged
   */
  public int look(Instant now) {
    Instant run = started.orElse(now);
    started = Optional.of(run);
    database
        .writer()
        .batch(session -> {
          GatewayRuns.seen(session, run, now);
          return true;
        })
        .join();
    int judged = 0;
    for (PracticeId practice : database.read(SilenceWatch::practices)) {
      judged += look(practice, now);
    }
    previous = Optional.of(now);
    return judged;
  }

  private static List<PracticeId> practices(Session session) throws SQLException {
    return session.list(
        "SELECT id FROM practice ORDER BY id", row -> new PracticeId(row.text("id")));
  }

  private int look(PracticeId practice, Instant now) {
    sources.endThoseThatAreBack(practice, now);
    List<Watched> watched = database.read(session -> watched(session, practice, now));
    Set<PatientId> withTheirSource = sources.silentWithTheirSource(practice, watched, now);
    Map<PatientId, ZoneId> toJudge =
        database.read(session -> {
          Map<PatientId, ZoneId> found = new LinkedHashMap<>();
          for (Watched each : watched) {
            if (withTheirSource.contains(each.patient())
                || crossesNow(each, now)
                || beginsDateWithFew(session, practice, each, now)) {
              found.put(each.patient(), each.zone());
            }
          }
          return found;
        });
    judge(practice, toJudge, now);
    return toJudge.size();
  }

  private void judge(PracticeId practice, Map<PatientId, ZoneId> zones, Instant now) {
    List<Map.Entry<PatientId, ZoneId>> patients = List.copyOf(zones.entrySet());
    for (int from = 0; from < patients.size(); from += AT_ONCE) {
      var some = patients.subList(from, Math.min(from + AT_ONCE, patients.size()));
      database
          .writer()
          .batch(session -> {
            for (Map.Entry<PatientId, ZoneId> each : some) {
              alerts.refreshSilent(session, practice, each.getKey(), each.getValue(), now);
            }
            return true;
          })
          .join();
    }
  }

  private static List<Watched> watched(Session session, PracticeId practice, Instant now)
      throws SQLException {
    Instant after = now.minus(REMEMBERED);
    List<Outage> gaps = GatewayRuns.gaps(session, after);
    Map<String, List<DateRange>> away = EnrolmentSpans.ofAll(session, practice);
    Map<PatientId, List<Outage>> spans = SourceSilences.spans(session, practice, after);
    return session
        .list(
            """
            SELECT e.*, p.zone, (SELECT MAX(r.measured_at) FROM reading r
              WHERE r.practice_id = e.practice_id AND r.patient_id = e.patient_id
                AND r.measured_at <= ?) AS newest
            FROM enrolment e
            JOIN patient p ON p.practice_id = e.practice_id AND p.id = e.patient_id
            WHERE e.practice_id = ? ORDER BY e.patient_id
            """,
            row -> {
              PatientId patient = new PatientId(row.text("patient_id"));
              ZoneId zone = ZoneId.of(row.text("zone"));
              Optional<Instant> newest = row.optionalInstant("newest");
              List<Outage> down = new ArrayList<>(gaps);
              down.addAll(spans.getOrDefault(patient, List.of()));
              return Monitorings.read(row, away.getOrDefault(row.text("id"), List.of()), down)
                  .filter(monitoring -> monitoring.isActive(LocalDate.ofInstant(now, zone)))
                  .flatMap(monitoring ->
                      newest.map(last -> new Watched(patient, zone, last, monitoring)));
            },
            now,
            practice)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether the silence of a patient has met a rule since the previous look. */
  private boolean crossesNow(Watched watched, Instant now) {
    for (Rule rule : pack.rules()) {
      if (rule instanceof Rule.Silence silence) {
        Optional<Instant> since = watched.silentSince(silence.intervals(), now);
        if (since.isPresent() && previous.map(since.get()::isAfter).orElse(true)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a new local date has begun since the previous look, and too few of those before had a
   * reading: today's may still come. Somebody who has only just begun is not behind.
   */
  private boolean beginsDateWithFew(
      Session session, PracticeId practice, Watched watched, Instant now) throws SQLException {
    LocalDate today = LocalDate.ofInstant(now, watched.zone());
    if (previous.map(at -> LocalDate.ofInstant(at, watched.zone()).equals(today)).orElse(false)) {
      return false;
    }
    for (Rule rule : pack.rules()) {
      if (rule instanceof Rule.FewDates few) {
        Instant from = today.minusDays(few.dates()).atStartOfDay(watched.zone()).toInstant();
        if (dates(session, practice, watched, from, now) < few.fewerThan()
            && hasRead(session, practice, watched, from)) {
          return true;
        }
      }
    }
    return false;
  }

  private static long dates(
      Session session, PracticeId practice, Watched watched, Instant from, Instant now)
      throws SQLException {
    return session
        .list(
            """
            SELECT measured_at FROM reading
            WHERE practice_id = ? AND patient_id = ? AND measured_at >= ? AND measured_at <= ?
            """,
            row -> LocalDate.ofInstant(row.instant("measured_at"), watched.zone()),
            practice,
            watched.patient(),
            from,
            now)
        .stream()
        .distinct()
        .count();
  }

  private static boolean hasRead(
      Session session, PracticeId practice, Watched watched, Instant before) throws SQLException {
    return session
        .first(
            """
            SELECT reading_id FROM reading
            WHERE practice_id = ? AND patient_id = ? AND measured_at < ? LIMIT 1
            """,
            row -> row.text("reading_id"),
            practice,
            watched.patient(),
            before)
        .isPresent();
  }
}
