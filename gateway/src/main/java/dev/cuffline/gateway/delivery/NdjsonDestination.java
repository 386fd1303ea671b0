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
 * <p>Takes one parcel at a time.
 */
public final class NdjsonDestination implements Downstream {
  private static final Logger LOG = LoggerFactory.getLogger(NdjsonDestination.class);
  private static final Capacity CAPACITY = new Capacity(1_500, 1);

  private final String name;
  private final Path folder;
  private final String storeId;
  private final Database database;
  private final Clock clock;
  private final Map<String, NdjsonFile> files = new HashMap<>();

  /** False while nobody knows whether the ledger has what the files have. */
  private boolean inStep = true;

  /** Opens every file that the ledger knows, and cuts it to the length that was delivered. */
  public NdjsonDestination(String name, Path folder, String storeId, Database database, Clock clock)
      throws IOException {
    this.name = name;
    this.folder = folder;
    this.storeId = storeId;
    this.database = database;
    this.clock = clock;
    Files.createDirectories(folder);
    openAsDelivered();
  }

  private void openAsDelivered() throws IOException {
    for (Map.Entry<String, Long> known : ledger().entrySet()) {
      files.put(known.getKey(), NdjsonFile.open(folder.resolve(known.getKey()), known.getValue()));
    }
  }

  @Override
  public Capacity capacity() {
    return CAPACITY;
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
        close();
        openAsDelivered();
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

  /** Closes the files; what was appended is on the disk already. */
  @Override
  public void close() throws IOException {
    for (NdjsonFile file : files.values()) {
      file.close();
    }
    files.clear();
  }
}
