package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.trend.PeriodMean;
import dev.cuffline.rules.trend.TrendSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells destinations the mean pressures of the last whole week (Monday to Sunday) and of the last
 * whole month of each patient, on the patient's calendar, and again when a late, moved or corrected
 * reading changes one. Looks some times a day: nothing waits for it.
 */
public final class PressureMeans implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PressureMeans.class);
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration EVERY = Duration.ofHours(6);
  private static final Duration STOP = Duration.ofSeconds(5);

  /** Reaches back over the last whole month from any day, in any zone. */
  private static final Duration HISTORY = Duration.ofDays(63);

  private static final int AT_ONCE = 200;

  private final Database database;
  private final TrendSettings settings;
  private final List<String> destinations;
  private final Clock clock;
  private final ScheduledExecutorService timer;

  /**
   * Does nothing until {@link #start}.
   *
   * @param destinations names of those that are told
   */
  public PressureMeans(
      Database database, TrendSettings settings, List<String> destinations, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.destinations = List.copyOf(destinations);
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cuffline-means").daemon().factory());
  }

  /** Looks soon, and then every six hours. */
  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::guarded, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void guarded() {
    try {
      look(clock.instant());
    } catch (RuntimeException fault) {
      LOG.atError().setCause(fault).log("means could not be computed; next try follows");
    }
  }

  private record Who(PracticeId practice, PatientId patient, ZoneId zone) {}

  /**
   * Computes, and queues what is new or otherwise. Blocks.
   *
   * @return how many means were queued
   */
  public int look(Instant now) {
    List<Who> patients =
        database.read(session ->
            session.list(
                "SELECT practice_id, id, zone FROM patient ORDER BY practice_id, id",
                row ->
                    new Who(
                        new PracticeId(row.text("practice_id")),
                        new PatientId(row.text("id")),
                        ZoneId.of(row.text("zone")))));
    int queued = 0;
    for (int from = 0; from < patients.size(); from += AT_ONCE) {
      List<Who> some = patients.subList(from, Math.min(from + AT_ONCE, patients.size()));
      List<Change> changes = database.read(session -> changes(session, some, now));
      if (!changes.isEmpty()) {
        database
            .writer()
            .batch(session -> {
              for (Change change : changes) {
                change.save(session, destinations, now);
              }
              return true;
            })
            .join();
        queued += changes.size();
      }
    }
    return queued;
  }

  private List<Change> changes(Session session, List<Who> patients, Instant now)
      throws SQLException {
    List<Change> changes = new ArrayList<>();
    for (Who who : patients) {
      List<Reading> readings =
          Readings.ofPatient(session, who.practice(), who.patient(), now.minus(HISTORY), now)
              .stream()
              .map(StoredReading::reading)
              .toList();
      for (DateRange span : spans(LocalDate.ofInstant(now, who.zone()))) {
        Optional<PeriodMean> mean = PeriodMean.of(readings, who.zone(), span, settings);
        Optional<SentMean> told = SentMean.find(session, who.practice(), who.patient(), span);
        change(who, span, mean, told).ifPresent(changes::add);
      }
    }
    return changes;
  }

  /** The last whole week and the last whole month before a date. */
  private static List<DateRange> spans(LocalDate today) {
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    return List.of(
        new DateRange(monday.minusWeeks(1), monday.minusDays(1)),
        new DateRange(first.minusMonths(1), first.minusDays(1)));
  }

  private static Optional<Change> change(
      Who who, DateRange span, Optional<PeriodMean> mean, Optional<SentMean> told) {
    int version = told.map(SentMean::version).orElse(0) + 1;
    boolean stands =
        told.filter(sent -> sent.status() != ReadingStatus.ENTERED_IN_ERROR).isPresent();
    if (mean.isEmpty()) {
      return stands
          ? told.map(sent -> new Change(who, span, sent.retracted(version)))
          : Optional.empty();
    }
    if (stands && told.map(SentMean::mean).equals(mean)) {
      return Optional.empty();
    }
    ReadingStatus status = told.isEmpty() ? ReadingStatus.FINAL : ReadingStatus.AMENDED;
    return Optional.of(new Change(who, span, new SentMean(mean.get(), status, version)));
  }

  private record Change(Who who, DateRange span, SentMean now) {
    void save(Session session, List<String> destinations, Instant at) throws SQLException {
      now.save(session, who.practice(), who.patient(), span);
      for (String destination : destinations) {
        Outbox.queueMean(
            session,
            destination,
            who.practice(),
            who.patient(),
            span.from().toString(),
            span.to().toString(),
            at);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("the computing of means did not stop in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
