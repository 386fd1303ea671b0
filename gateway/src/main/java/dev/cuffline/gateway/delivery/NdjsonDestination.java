package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to a folder of NDJSON files: one file a resource type and UTC day, more where a day does
 * not fit into one, each line one version of one resource.
 *
 * <p>Lines are on the disk before the ledger says so; what a crash or a store that fails leaves
 * beyond the ledger is cut off before anything else is sent, and sent anew, so each version stands
 * there once.
 *
 * <p>Takes one parcel at a time.
 */
public final class NdjsonDestination implements Downstream {
  private static final Logger LOG = LoggerFactory.getLogger(NdjsonDestination.class);
  private static final Capacity CAPACITY = new Capacity(1_500, 1);

  private final String name;
  private final Database database;
  private final Clock clock;
  private final NdjsonFolder files;

  /** False while nobody knows whether the ledger has what the files have, as after a crash. */
  private boolean inStep;

  /**
   * Looks whether the files are there; nothing is written before something is sent.
   *
   * @param rotateBytes how long a file grows, unless a single line is longer
   * @throws IOException when something that was delivered is gone
   */
  public NdjsonDestination(
      String name, Path folder, long rotateBytes, String storeId, Database database, Clock clock)
      throws IOException {
    this.name = name;
    this.database = database;
    this.clock = clock;
    this.files = new NdjsonFolder(folder, storeId, rotateBytes);
    Files.createDirectories(folder);
    files.check(ledger(), today());
  }

  @Override
  public Capacity capacity() {
    return CAPACITY;
  }

  private Set<String> others() {
    return database.read(session ->
        Set.copyOf(
            session.list(
                "SELECT DISTINCT file FROM ndjson_file WHERE destination <> ?",
                row -> row.text("file"),
                name)));
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

  @Override
  public Report send(Parcel parcel) {
    List<Resource> resources = parcel.resources();
    try {
      if (!inStep) {
        files.resume(ledger(), today(), others());
      }
      inStep = false;
      Map<String, Long> lengths = write(resources);
      Map<String, Outcome> outcomes = new HashMap<>();
      resources.forEach(it -> outcomes.put(it.key(), new Outcome.Delivered("appended")));
      return new Report(outcomes, Optional.empty(), session -> record(session, lengths));
    } catch (IOException fault) {
      LOG.atWarn()
          .addKeyValue("destination", name)
          .setCause(fault)
          .log("a file of a destination cannot be written");
      return Report.failed(new Fault.Unavailable("its files cannot be written"));
    }
  }

  @Override
  public void recorded() {
    inStep = true;
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
        .format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private Map<String, Long> write(List<Resource> resources) throws IOException {
    String day = today();
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Resource resource : resources) {
      lines.computeIfAbsent(resource.type(), _ -> new ArrayList<>()).add(resource.json());
    }
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> type : lines.entrySet()) {
      lengths.putAll(files.append(type.getKey(), day, type.getValue()));
    }
    return lengths;
  }

  private int record(Session session, Map<String, Long> lengths) throws SQLException {
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
    return lengths.size();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
