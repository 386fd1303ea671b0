package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.alerting.AlertTimer;
import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.alerting.RulePackFile;
import dev.cuffline.gateway.billing.DataDayCache;
import dev.cuffline.gateway.format.described.ShippedFormats;
import dev.cuffline.gateway.journal.JournalSettings;
import dev.cuffline.gateway.journal.SqliteJournal;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.rules.billing.RuleSets;
import dev.cuffline.rules.trend.RulePack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * How many readings a second are judged: decoded, identified, deduplicated, stored, with the day
 * cache and the alert rules, on a real journal and store. Run by hand, on an empty folder: {@code
 * IntakeThroughput FOLDER CUFFS READINGS spread|hot [DESTINATIONS]}.
 *
 * <p>A sender appends to the journal in the same process, at most {@value #AHEAD} ahead. Prints
 * each slice of {@value #SLICE_SECONDS} seconds, and at the end the heap that is in use after a
 * collection. For a profile add {@code -XX:StartFlightRecording:settings=profile,filename=…} and
 * look at {@code jfr view hot-methods}.
 */
final class IntakeThroughput {
  private static final Logger LOG = Logger.getLogger("throughput");
  private static final int AHEAD = 20_000;
  private static final int SLICE_SECONDS = 10;

  private IntakeThroughput() {}

  /** Stands where the readings judged so far have come to. */
  private static final class Lapse extends Clock {
    private final Fleet fleet;
    private volatile LongSupplier judged = () -> 0;

    Lapse(Fleet fleet) {
      this.fleet = fleet;
    }

    @Override
    public Instant instant() {
      return fleet.receivedAt(judged.getAsLong());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("rooms take instants alone");
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int cuffs = Integer.parseInt(arguments[1]);
    long readings = Long.parseLong(arguments[2]);
    Fleet fleet = arguments[3].equals("hot") ? Fleet.hot(cuffs) : Fleet.twiceADay(cuffs);
    List<String> destinations =
        arguments.length > 4 ? List.of(arguments[4].split(",", -1)) : List.of();
    Lapse clock = new Lapse(fleet);
    try (SqliteJournal journal =
            SqliteJournal.open(folder, JournalSettings.DEFAULTS, new SimpleMeterRegistry());
        Database database = Database.sqlite(folder.resolve("store.db"))) {
      database.writer().command(fleet::enrol).join();
      LOG.info(() -> "enrolled %,d; heap %,d MiB".formatted(cuffs, heapMebibytes()));
      RulePack pack = RulePackFile.read(Path.of("..", "config", "alert-rules", "default.yaml"));
      PatientAlerts alerts = new PatientAlerts(pack);
      Judging judging = judging(database, pack, alerts, destinations);
      try (Intake intake =
              new Intake(
                  journal, database, judging, clock, new IntakeMetrics(new SimpleMeterRegistry()));
          AlertTimer timer = new AlertTimer(database, alerts, clock)) {
        clock.judged = intake::position;
        intake.start();
        timer.start();
        Thread sender = Thread.ofPlatform().start(() -> send(fleet, journal, intake, readings));
        watch(intake, readings);
        sender.join();
      }
      summary(database, clock);
    }
  }

  private static Judging judging(
      Database database, RulePack pack, PatientAlerts alerts, List<String> destinations) {
    return new Judging(
        ShippedFormats.all(),
        new ItemProcessor(
            new DeviceDirectory(),
            new ItemJudge(ClockLimits.DEFAULT),
            StoreIdentity.of(database),
            pack,
            Duration.ofMinutes(10),
            destinations),
        new DataDayCache(RuleSets.all().getLast().device().limits()),
        alerts);
  }

  private static void send(Fleet fleet, SqliteJournal journal, Intake intake, long readings) {
    Semaphore inFlight = new Semaphore(4_000);
    for (long n = 0; n < readings; n++) {
      while (n - intake.position() > AHEAD) {
        LockSupport.parkNanos(1_000_000);
      }
      inFlight.acquireUninterruptibly();
      var _ = journal.append(fleet.transmission(n)).thenRun(inFlight::release);
    }
  }

  private static void watch(Intake intake, long readings) {
    long started = System.nanoTime();
    long sliceBegan = started;
    long before = 0;
    while (intake.position() < readings) {
      LockSupport.parkNanos(50_000_000);
      long now = System.nanoTime();
      if (now - sliceBegan >= SLICE_SECONDS * 1_000_000_000L) {
        long position = intake.position();
        double perSecond = (position - before) * 1e9 / (now - sliceBegan);
        LOG.info(() -> "%,9d judged, %,7.0f/s".formatted(position, perSecond));
        before = position;
        sliceBegan = now;
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    LOG.info(() ->
        "%,.0f readings/s over %.1f s; µs of CPU a reading: %s"
            .formatted(readings / seconds, seconds, cpuMicros(readings)));
  }

  /** On a machine that others use, too, this says more than the time that passed. */
  private static String cpuMicros(long readings) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Double> micros = new TreeMap<>();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      double used = threads.getThreadCpuTime(id) / 1_000.0 / readings;
      if (thread != null && used > 1) {
        micros.merge(thread.getThreadName(), used, Double::sum);
      }
    }
    return micros.entrySet().stream()
        .map(used -> "%s %.0f".formatted(used.getKey(), used.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void summary(Database database, Clock clock) {
    Instant now = clock.instant();
    String rows =
        database.read(session ->
            session
                .first(
                    """
                    SELECT (SELECT count(*) FROM reading) || ' readings, ' ||
                      (SELECT count(*) FROM data_day) || ' data-days, ' ||
                      (SELECT count(*) FROM alert) || ' alerts, ' ||
                      (SELECT count(*) FROM finding) || ' findings, ' ||
                      (SELECT count(*) FROM trend_due WHERE due_at <= ?) || ' overdue' AS said
                    """,
                    row -> row.text("said"),
                    now)
                .orElseThrow());
    LOG.info(() -> rows + "; heap " + heapMebibytes() + " MiB");
  }

  private static long heapMebibytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }
}
