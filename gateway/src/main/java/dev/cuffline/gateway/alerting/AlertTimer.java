package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens because time passes: a critical reading that nobody repeats pages after 15 minutes,
 * a snooze ends, a session closes, a patient falls silent. Calls the same fold as an arriving
 * reading does, with {@code now} as its argument; a test calls {@link #runDue} with any instant it
 * likes.
 */
public final class AlertTimer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertTimer.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofMinutes(5);
  private static final int AT_ONCE = 500;

  private final Database database;
  private final PatientAlerts alerts;
  private final SilenceWatch silence;
  private final Clock clock;
  private final ScheduledExecutorService ticks;

  /** Does nothing until {@link #start}. Looking for silence never delays what is due. */
  public AlertTimer(Database database, PatientAlerts alerts, Clock clock) {
    this.database = database;
    this.alerts = alerts;
    this.silence = new SilenceWatch(database, alerts);
    this.clock = clock;
    this.ticks =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("cuffline-timer-", 0).daemon().factory());
  }

  /**
   * Looks twice a second for what has become due, and every five minutes for silence; call it after
   * intake has caught up.
   */
  public void start() {
    every(TICK, this::runDue);
    every(LOOK, silence::look);
  }

  private void every(Duration period, Consumer<Instant> work) {
    var _ =
        ticks.scheduleWithFixedDelay(
            () -> guarded(work), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void guarded(Consumer<Instant> work) {
    try {
      work.accept(clock.instant());
    } catch (RuntimeException fault) {
      LOG.atError().setCause(fault).log("alerts could not be judged in time; next try follows");
    }
  }

  private record Due(PracticeId practice, PatientId patient, ZoneId zone) {}

  /**
   * Judges every patient whose time has come. Blocks.
   *
   * @return how many
   */
  public int runDue(Instant now) {
    if (database.read(session -> due(session, now)).isEmpty()) {
      return 0;
    }
    return database.writer().batch(session -> refresh(session, now)).join();
  }

  private int refresh(Session session, Instant now) throws SQLException {
    List<Due> patients = due(session, now);
    for (Due due : patients) {
      alerts.refresh(session, due.practice(), due.patient(), due.zone(), List.of(), now);
    }
    return patients.size();
  }

  private static List<Due> due(Session session, Instant now) throws SQLException {
    return session.list(
        """
        SELECT d.practice_id, d.patient_id, p.zone FROM trend_due d
        JOIN patient p ON p.practice_id = d.practice_id AND p.id = d.patient_id
        WHERE d.due_at <= ? ORDER BY d.due_at LIMIT %d
        """
            .formatted(AT_ONCE),
        row ->
            new Due(
                new PracticeId(row.text("practice_id")),
                new PatientId(row.text("patient_id")),
                ZoneId.of(row.text("zone"))),
        now);
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    try {
      if (!ticks.awaitTermination(TICK.multipliedBy(10).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("the timer did not stop in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
