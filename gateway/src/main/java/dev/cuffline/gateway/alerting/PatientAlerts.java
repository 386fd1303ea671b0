package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.alerting.PatientTrend.Stored;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.gateway.store.TestPatients;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.Alert.State;
import dev.cuffline.rules.trend.AlertAction;
import dev.cuffline.rules.trend.Alerts;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Monitoring;
import dev.cuffline.rules.trend.PatientFacts;
import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.TrendResult;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges a patient's alerts anew from the stored readings and the authored actions, inside the
 * transaction that changed one of them.
 */
public final class PatientAlerts {
  private static final Comparator<Reading> BY_TIME =
      Comparator.comparing((Reading reading) -> reading.measuredAt().instant())
          .thenComparing(reading -> reading.id().value());

  private final Rulings rulings;
  private final List<String> destinations;

  /** Judges everybody by one rule pack. */
  public PatientAlerts(RulePack pack) {
    this(Rulings.of(pack));
  }

  /** Judges each patient by the rules that hold for them. */
  public PatientAlerts(Rulings rulings) {
    this(rulings, List.of());
  }

  /**
   * The same.
   *
   * @param destinations names of those that are told of alerts
   */
  public PatientAlerts(Rulings rulings, List<String> destinations) {
    this.rulings = rulings;
    this.destinations = List.copyOf(destinations);
  }

  /** The rules of whoever has none of their own. */
  public RulePack pack() {
    return rulings.usual();
  }

  /** The dates that a fold looks at; from is inclusive, to exclusive. */
  private record Span(LocalDate today, Instant from, Instant to) {}

  private Span span(ZoneId zone, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return new Span(
        today,
        pack().settings().historyFrom(today, zone),
        today.plusDays(2).atStartOfDay(zone).toInstant());
  }

  /**
   * Folds and stores what changed, whatever it was that changed.
   *
   * @param zone of the patient's home
   * @param now the instant of the transaction
   */
  public void refresh(
      Session session, PracticeId practice, PatientId patient, ZoneId zone, Instant now)
      throws SQLException {
    refresh(session, practice, patient, zone, false, now);
  }

  /** The same when a reading has not come in time: the rules of silence are judged as well. */
  void refreshSilent(
      Session session, PracticeId practice, PatientId patient, ZoneId zone, Instant now)
      throws SQLException {
    refresh(session, practice, patient, zone, true, now);
  }

  private void refresh(
      Session session,
      PracticeId practice,
      PatientId patient,
      ZoneId zone,
      boolean silent,
      Instant now)
      throws SQLException {
    KeptTrends kept = session.kept(KeptTrends.class, KeptTrends::new);
    kept.remove(practice, patient);
    Span span = span(zone, now);
    // With those that turned out to be somebody else's: an alert must know that they are gone.
    List<Reading> readings =
        Stream.concat(
                Readings.ofPatient(session, practice, patient, span.from(), Instant.MAX).stream(),
                Readings.retractedOfPatient(session, practice, patient, span.from()).stream())
            .map(StoredReading::reading)
            .sorted(BY_TIME)
            .toList();
    List<Reading> judged =
        readings.stream().filter(r -> r.measuredAt().instant().isBefore(span.to())).toList();
    Ruling ruling = rulings.of(session, practice, patient, span.today());
    Subject subject = new Subject(session, practice, patient, zone, ruling, span, silent);
    Stored stored = fold(subject, judged, Stored.PERHAPS, now);
    PatientTrend trend = new PatientTrend(zone, ruling, new PackedWindow(), stored);
    keep(kept, practice, patient, trend, readings);
  }

  /**
   * The same after nothing but this: readings were stored that were not there before, or time has
   * passed. What the last fold has left to know is used where it is there.
   *
   * @param arrived what is new, in any order; empty when time has passed
   */
  public void refresh(
      Session session,
      PracticeId practice,
      PatientId patient,
      ZoneId zone,
      List<Reading> arrived,
      Instant now)
      throws SQLException {
    KeptTrends kept = session.kept(KeptTrends.class, KeptTrends::new);
    Span span = span(zone, now);
    Optional<PatientTrend> known = kept.get(practice, patient);
    if (known.filter(trend -> trend.standsOn(span.today(), zone)).isEmpty()) {
      refresh(session, practice, patient, zone, now);
      return;
    }
    kept.remove(practice, patient);
    PatientTrend trend = known.orElseThrow();
    List<Reading> inOrder = arrived.stream().sorted(BY_TIME).toList();
    for (Reading reading : inOrder) {
      if (!trend.window().takes(reading)) {
        refresh(session, practice, patient, zone, now);
        return;
      }
      trend.window().add(reading);
    }
    Stored stored = trend.stored();
    if (!staysSilent(trend, span)) {
      Subject subject = new Subject(session, practice, patient, zone, trend.ruling(), span, false);
      List<Reading> readings = trend.window().between(span.from(), span.to(), patient);
      stored = fold(subject, readings, stored, now);
    }
    keep(kept, practice, patient, trend.after(span.from(), patient, stored), List.of());
  }

  private static boolean staysSilent(PatientTrend trend, Span span) {
    Ruling ruling = trend.ruling();
    return trend.stored().equals(Stored.NOTHING)
        && ruling.screen().isPresent()
        && !trend
            .window()
            .mayShowSomething(
                ruling.screen().get(),
                ruling.pack().settings(),
                trend.zone(),
                span.from(),
                span.today());
  }

  private static void keep(
      KeptTrends kept,
      PracticeId practice,
      PatientId patient,
      PatientTrend trend,
      List<Reading> readings) {
    for (Reading reading : readings) {
      if (!trend.window().takes(reading)) {
        return;
      }
      trend.window().add(reading);
    }
    kept.put(practice, patient, trend);
  }

  /**
   * Whom a fold is about, and over what time.
   *
   * @param silent whether a reading has not come in time
   */
  private record Subject(
      Session session,
      PracticeId practice,
      PatientId patient,
      ZoneId zone,
      Ruling ruling,
      Span span,
      boolean silent) {
    /** Asked for only where silence may be told or taken back: few patients are silent. */
    Optional<Monitoring> monitoring(List<Alert> raised) throws SQLException {
      boolean isTold =
          raised.stream()
              .anyMatch(alert ->
                  alert.family() == CauseFamily.ADHERENCE && alert.state() != State.RESOLVED);
      return silent || isTold
          ? Monitorings.of(session, practice, patient, span.today(), span.from())
          : Optional.empty();
    }
  }

  private Stored fold(Subject subject, List<Reading> readings, Stored stored, Instant now)
      throws SQLException {
    Session session = subject.session();
    PracticeId practice = subject.practice();
    PatientId patient = subject.patient();
    List<Alert> before =
        stored.alerts() ? AlertRows.ofPatient(session, practice, patient) : List.of();
    List<AlertAction> actions =
        stored.alerts() ? AlertRows.actions(session, practice, patient) : List.of();
    PatientFacts facts =
        new PatientFacts(
            patient, subject.zone(), readings, actions, before, subject.monitoring(before));
    TrendResult result = Alerts.fold(facts, subject.ruling().pack(), now);
    saveAlerts(session, practice, before, paging(subject, result.alerts()), now);
    if (stored.findings() || !result.findings().isEmpty() || !result.review().isEmpty()) {
      FindingRows.replace(session, practice, patient, result, subject.span().from());
    }
    if (stored.due() || result.dueAt().isPresent()) {
      saveDue(session, practice, patient, result);
    }
    return new Stored(
        !before.isEmpty() || !actions.isEmpty() || !result.alerts().isEmpty(),
        !result.findings().isEmpty() || !result.review().isEmpty(),
        result.dueAt().isPresent());
  }

  /** Nobody is paged for a test patient. */
  private static List<Alert> paging(Subject subject, List<Alert> alerts) throws SQLException {
    boolean silent =
        alerts.stream().anyMatch(Alert::pages)
            && TestPatients.has(subject.session(), subject.practice(), subject.patient());
    return silent ? alerts.stream().map(Alert::withoutPaging).toList() : alerts;
  }

  private void saveAlerts(
      Session session, PracticeId practice, List<Alert> before, List<Alert> after, Instant now)
      throws SQLException {
    Map<String, Alert> known = new HashMap<>();
    before.forEach(alert -> known.put(alert.id().value(), alert));
    for (Alert alert : after) {
      Alert old = known.get(alert.id().value());
      if (alert.equals(old)) {
        continue;
      }
      AlertRows.save(session, practice, alert);
      for (String destination : destinations) {
        Outbox.queueAlert(session, destination, practice, alert.id().value(), now);
      }
      if (alert.pages() && (old == null || !old.pages())) {
        Notices.record(session, practice, alert.id().value(), Notices.PAGE, now);
      }
    }
  }

  private static void saveDue(
      Session session, PracticeId practice, PatientId patient, TrendResult result)
      throws SQLException {
    if (result.dueAt().isPresent()) {
      session.update(
          """
          INSERT INTO trend_due (practice_id, patient_id, due_at) VALUES (?, ?, ?)
          ON CONFLICT (practice_id, patient_id) DO UPDATE SET due_at = excluded.due_at
          """,
          practice,
          patient,
          result.dueAt().get());
    } else {
      session.update(
          "DELETE FROM trend_due WHERE practice_id = ? AND patient_id = ?", practice, patient);
    }
  }
}
