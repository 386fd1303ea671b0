package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.alerting.AlertTimer;
import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.alerting.SilenceWatch;
import dev.cuffline.gateway.billing.DataDayCache;
import dev.cuffline.gateway.format.described.ShippedFormats;
import dev.cuffline.gateway.journal.InMemoryJournal;
import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.SourceDirectory;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Reads;
import dev.cuffline.gateway.store.StoreCopy;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.rules.billing.RuleSets;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.RulePack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rooms from the journal to the store, joined as the gateway joins them, on a clock that a test
 * moves. Nothing runs by itself: a test says when intake judges and when the timer looks.
 */
public final class TestGateway implements AutoCloseable {
  /** Whose sources send. */
  public static final PracticeId PRACTICE = new PracticeId("harbor");

  /** Where everything is delivered to. */
  public static final String DESTINATION = "files";

  /** When a test begins: morning in New York, in winter. */
  public static final Instant START = Instant.parse("2026-01-20T14:00:00Z");

  private static final Path PACK = Path.of("..", "config", "alert-rules", "default.yaml");

  private final Database database;
  private final VirtualClock clock = new VirtualClock(START);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Rulings rulings = Rulings.read(PACK);
  private InMemoryJournal.Disk disk = new InMemoryJournal.Disk();
  private Rooms rooms;
  private int sent;

  private record Rooms(
      Journal journal,
      Judging judging,
      Rejudging rejudging,
      Registry registry,
      Intake intake,
      SilenceWatch silence) {}

  /** On an empty store. */
  public TestGateway(Database database) {
    this.database = database;
    this.rooms = open();
  }

  private Rooms open() {
    Journal journal = new InMemoryJournal(disk);
    DeviceDirectory devices = new DeviceDirectory();
    IntakeMetrics counted = new IntakeMetrics(metrics);
    Judging judging = judging(devices, List.of(DESTINATION));
    Rejudging rejudging = new Rejudging(journal, judging, clock, counted);
    return new Rooms(
        journal,
        judging,
        rejudging,
        new Registry(database, clock, new SourceDirectory(database), devices, rejudging),
        new Intake(journal, database, judging, clock, counted),
        new SilenceWatch(database, new PatientAlerts(rulings)));
  }

  private Judging judging(DeviceDirectory devices, List<String> destinations) {
    return new Judging(
        ShippedFormats.all(),
        new ItemProcessor(
            devices,
            new ItemJudge(ClockLimits.DEFAULT),
            identity(),
            pack(),
            Duration.ofMinutes(10),
            destinations),
        new DataDayCache(RuleSets.all().getLast().device().limits()),
        new PatientAlerts(rulings));
  }

  /** Replays the journal over a copy of the store, and compares. */
  ReplayVerification.Report replay(Path store, Path folder) {
    Path recorded = folder.resolve("recorded.db");
    Path shadow = folder.resolve("shadow.db");
    StoreCopy.make(store, recorded);
    StoreCopy.make(recorded, shadow);
    try (Reads before = Reads.sqlite(recorded);
        Database now = Database.sqlite(shadow)) {
      return new ReplayVerification(before, now, judging(new DeviceDirectory(), List.of()))
          .run(rooms.journal()::read, rooms.journal()::find);
    }
  }

  /** Stops, and starts again over the same store and the same journal. */
  public void restart() {
    close();
    rooms = open();
  }

  /** Starts again over the same store with a journal that it has never followed. */
  public void restartWithForeignJournal() {
    close();
    disk = new InMemoryJournal.Disk();
    rooms = open();
  }

  /** The journal as it stands, for a test that looks into it. */
  public Journal journal() {
    return rooms.journal();
  }

  /** The store. */
  public Database database() {
    return database;
  }

  /** The store's identity. */
  public StoreIdentity identity() {
    return StoreIdentity.of(database);
  }

  /** The clock of every room. */
  public VirtualClock clock() {
    return clock;
  }

  /** What was counted. */
  public SimpleMeterRegistry metrics() {
    return metrics;
  }

  /** The rules in force. */
  public RulePack pack() {
    return rulings.usual();
  }

  /** Commands of people. */
  public Registry registry() {
    return rooms.registry();
  }

  /** The hook of a person's action on an alert. */
  public Rejudging rejudging() {
    return rooms.rejudging();
  }

  /** Commands that enrol. */
  public Enrolling people() {
    return new Enrolling(rooms.registry());
  }

  /** What is in the tables. */
  public Ledger ledger() {
    return new Ledger(database);
  }

  /** Text, received now. */
  public String send(String source, String format, String payload) {
    return send(source, format, payload.getBytes(StandardCharsets.UTF_8));
  }

  /** A {@code cuffline.v1} payload, received now and judged. */
  public String judged(String source, String payload) {
    String id = send(source, "cuffline.v1", payload);
    judge();
    return id;
  }

  /**
   * Bytes, received now; they wait in the journal.
   *
   * @return the transmission's id
   */
  public String send(String source, String format, byte[] payload) {
    return send(clock.instant(), source, format, payload);
  }

  /** The same, received at an instant of its own. */
  public String send(Instant receivedAt, String source, String format, byte[] payload) {
    String id = "01JHTEST%018d".formatted(++sent);
    rooms
        .journal()
        .append(
            new Transmission(
                id,
                receivedAt,
                PRACTICE,
                Transport.MQTT_LISTENER,
                source,
                format,
                "devices/" + source + "/" + format,
                "",
                false,
                payload))
        .join();
    return id;
  }

  /**
   * Judges everything that waits.
   *
   * @return how many transmissions
   */
  public int judge() {
    int all = 0;
    for (int judged = step(); judged > 0; judged = step()) {
      all += judged;
    }
    return all;
  }

  /** Judges one batch. */
  public int step() {
    return rooms.intake().step();
  }

  /** The position up to which intake has judged. */
  public long position() {
    return rooms.intake().position();
  }

  /** Whether the store takes what is judged. */
  public boolean healthy() {
    return rooms.intake().healthy();
  }

  /**
   * Time passes, and the timer looks.
   *
   * @return how many patients were due
   */
  public int pass(Duration duration) {
    clock.advance(duration);
    try (AlertTimer timer = new AlertTimer(database, new PatientAlerts(rulings), clock)) {
      return timer.runDue(clock.instant());
    }
  }

  /**
   * The gateway looks for readings that have not come.
   *
   * @return how many patients were judged because of it
   */
  public int lookForSilence() {
    return rooms.silence().look(clock.instant());
  }

  /** Forgets all that was judged, and keeps what people said: for judging in another order. */
  public void forgetDerivedRows() {
    close();
    disk = new InMemoryJournal.Disk();
    database
        .writer()
        .command(session -> {
          for (String table :
              List.of(
                  "item",
                  "reading",
                  "reading_revision",
                  "reading_retracted",
                  "finding",
                  "alert",
                  "notice",
                  "trend_due",
                  "weak_identity",
                  "data_day",
                  "outbox",
                  "journal_cursor")) {
            session.update("DELETE FROM " + table);
          }
          session.forget();
          return true;
        })
        .join();
    rooms = open();
  }

  /** A value of a counter over all its tags, or of those with one tag. */
  public long counted(String name, Optional<String> disposition) {
    return metrics.find(name).counters().stream()
        .filter(counter ->
            disposition
                .map(wanted -> wanted.equals(counter.getId().getTag("disposition")))
                .orElse(true))
        .mapToLong(counter -> Math.round(counter.count()))
        .sum();
  }

  /** Stops intake and closes the journal; the store stays open. */
  @Override
  public void close() {
    rooms.intake().close();
    rooms.journal().close();
  }
}
