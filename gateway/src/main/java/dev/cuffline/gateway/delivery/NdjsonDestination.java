package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Session;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to a folder of NDJSON files: one file a resource type and UTC day, each line one version
 * of one resource.
 *
 * <p>Lines are on the disk before the ledger says so; what a crash or a store that fails leaves
 * beyond the ledger's length is cut off before anything else is sent, and sent anew, so each
 * version stands there once. File names carry the store's id, so that another store's files are
 * never cut.
 *
 * <p>Used by one thread.
 */
public final class NdjsonDestination implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NdjsonDestination.class);
  private static final int BATCH = 500;

  private final String name;
  private final Path folder;
  private final String storeId;
  private final Database database;
  private final ResourceSource source;
  private final Clock clock;
  private final Counter delivered;
  private final Counter parked;
  private final Map<String, NdjsonFile> files = new HashMap<>();

  /** False while nobody knows whether the ledger has what the files have. */
  private boolean inStep = true;

  /** Opens every file that the ledger knows, and cuts it to the length that was delivered. */
  public NdjsonDestination(
      String name,
      Path folder,
      String storeId,
      Database database,
      ResourceSource source,
      Clock clock,
      MeterRegistry metrics)
      throws IOException {
    this.name = name;
    this.folder = folder;
    this.storeId = storeId;
    this.database = database;
    this.source = source;
    this.clock = clock;
    this.delivered =
        Counter.builder("cuffline.delivery.resources")
            .tag("destination", name)
            .tag("outcome", "delivered")
            .register(metrics);
    this.parked =
        Counter.builder("cuffline.delivery.resources")
            .tag("destination", name)
            .tag("outcome", "parked")
            .register(metrics);
    Gauge.builder("cuffline.delivery.lag.seconds", this, NdjsonDestination::lagSeconds)
        .description("How long the oldest change has waited; 0 when nothing waits")
        .tag("destination", name)
        .register(metrics);
    Gauge.builder("cuffline.delivery.waiting", this, NdjsonDestination::waiting)
        .description("Changes that wait to be sent")
        .tag("destination", name)
        .register(metrics);
    Files.createDirectories(folder);
    openAsDelivered();
  }

  private void openAsDelivered() throws IOException {
    for (Map.Entry<String, Long> known : ledger().entrySet()) {
      files.put(known.getKey(), NdjsonFile.open(folder.resolve(known.getKey()), known.getValue()));
    }
  }

  /** Its name in the settings. */
  public String name() {
    return name;
  }

  private double lagSeconds() {
    return database
        .read(session -> Outbox.waitingSince(session, name))
        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
        .orElse(0.0);
  }

  private double waiting() {
    return database.read(session -> Outbox.waiting(session, name));
  }

  private Map<String, Long> ledger() {
    return database.read(session -> {
      Map<String, Long> lengths = new HashMap<>();
      session.list(
          "SELECT file, length FROM ndjson_file WHERE destination = ?",
          row -> lengths.put(row.text("file"), row.number("length")),
          name);
      return lengths;
    });
  }

  private record Failure(Outbox.Entry entry, String reason) {}

  private record Batch(
      List<Outbox.Entry> entries, List<Resource> resources, List<Failure> failures) {}

  /**
   * Sends one batch.
   *
   * @return how many outbox entries were dealt with; 0 when nothing waits
   */
  public int deliver() throws IOException {
    if (!inStep) {
      close();
      openAsDelivered();
      inStep = true;
    }
    Batch batch = database.read(this::prepare);
    if (batch.entries().isEmpty()) {
      return 0;
    }
    inStep = false;
    Map<String, Long> lengths = write(batch.resources());
    database.writer().batch(session -> record(session, batch, lengths)).join();
    inStep = true;
    delivered.increment(batch.resources().size());
    parked.increment(batch.failures().size());
    return batch.entries().size();
  }

  private Batch prepare(Session session) throws SQLException {
    List<Outbox.Entry> entries = Outbox.oldest(session, name, BATCH);
    List<Resource> resources = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Outbox.Entry entry : entries) {
      try {
        for (Resource resource : source.resources(session, entry)) {
          if (seen.add(resource.type() + "/" + resource.id()) && isNew(session, resource)) {
            resources.add(resource);
          }
        }
      } catch (ResourceSource.UnsendableException reason) {
        failures.add(new Failure(entry, String.valueOf(reason.getMessage())));
      } catch (RuntimeException fault) {
        LOG.atError()
            .addKeyValue("destination", name)
            .addKeyValue("seq", entry.seq())
            .setCause(fault)
            .log("a resource could not be made; it is parked");
        failures.add(new Failure(entry, "internal-error"));
      }
    }
    return new Batch(entries, resources, failures);
  }

  private boolean isNew(Session session, Resource resource) throws SQLException {
    return session
        .first(
            """
            SELECT version FROM delivered
            WHERE resource_id = ? AND destination = ? AND resource_type = ?
            """,
            row -> row.number("version") < resource.version(),
            resource.id(),
            name,
            resource.type())
        .orElse(true);
  }

  private Map<String, Long> write(List<Resource> resources) throws IOException {
    String day =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .format(DateTimeFormatter.BASIC_ISO_DATE);
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Resource resource : resources) {
      String file = resource.type() + "." + storeId + "." + day + ".ndjson";
      lines.computeIfAbsent(file, _ -> new ArrayList<>()).add(resource.json());
    }
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> file : lines.entrySet()) {
      lengths.put(file.getKey(), open(file.getKey()).append(file.getValue()));
    }
    return lengths;
  }

  private NdjsonFile open(String file) throws IOException {
    NdjsonFile open = files.get(file);
    if (open == null) {
      open = NdjsonFile.open(folder.resolve(file), 0);
      files.put(file, open);
    }
    return open;
  }

  private int record(Session session, Batch batch, Map<String, Long> lengths) throws SQLException {
    for (Map.Entry<String, Long> file : lengths.entrySet()) {
      session.update(
          """
          INSERT INTO ndjson_file (destination, file, length) VALUES (?, ?, ?)
          ON CONFLICT (destination, file) DO UPDATE SET length = excluded.length
          """,
          name,
          file.getKey(),
          file.getValue());
    }
    for (Resource resource : batch.resources()) {
      session.update(
          """
          INSERT INTO delivered (destination, resource_type, resource_id, version, practice_id,
            delivered_at, answer)
          VALUES (?, ?, ?, ?, ?, ?, 'appended')
          ON CONFLICT (resource_id, destination, resource_type) DO UPDATE
          SET version = excluded.version, delivered_at = excluded.delivered_at
          """,
          name,
          resource.type(),
          resource.id(),
          resource.version(),
          resource.practice(),
          clock.instant());
    }
    for (Failure failure : batch.failures()) {
      park(session, failure);
    }
    for (Outbox.Entry entry : batch.entries()) {
      session.update("DELETE FROM outbox WHERE seq = ?", entry.seq());
    }
    return batch.entries().size();
  }

  private void park(Session session, Failure failure) throws SQLException {
    Outbox.Entry entry = failure.entry();
    session.update(
        """
        INSERT INTO parked (destination, seq, practice_id, subject_kind, subject_id, parked_at,
          reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        name,
        entry.seq(),
        entry.practice(),
        entry.kind(),
        entry.subjectId(),
        clock.instant(),
        failure.reason());
  }

  /** Closes the files; what was appended is on the disk already. */
  @Override
  public void close() throws IOException {
    for (NdjsonFile file : files.values()) {
      file.close();
    }
    files.clear();
  }
}
