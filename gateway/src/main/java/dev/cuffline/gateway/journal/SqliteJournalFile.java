package dev.cuffline.gateway.journal;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.sqlite.SQLiteConfig;

/**
 * The writing side of the journal's file: one connection, used by one thread at a time.
 *
 * <p>WAL with {@code synchronous=FULL}: a commit writes its pages to the WAL and syncs it before it
 * returns (sqlite.org/pragma.html#pragma_synchronous). {@code fullfsync} does the same on macOS,
 * where a plain fsync leaves the bytes in the drive's cache.
 */
final class SqliteJournalFile implements AutoCloseable {
  static final String NAME = "journal.db";

  /** How hard SQLite syncs. Anything but FULL exists only to prove that the P1 test can fail. */
  enum Synchronous {
    FULL(2),
    NORMAL(1),
    OFF(0);

    private final int level;

    Synchronous(int level) {
      this.level = level;
    }
  }

  private static final int SCHEMA_VERSION = 1;
  private static final int ROWS_PER_STATEMENT = 32;

  /** In pages of 4 KiB: a checkpoint of 16 MiB amortises its sync, and takes some 20 ms. */
  private static final int CHECKPOINT_PAGES = 4_000;

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
          """
          CREATE TABLE transmission (
            position     INTEGER PRIMARY KEY AUTOINCREMENT,
            id           TEXT    NOT NULL,
            received_at  INTEGER NOT NULL,
            practice     TEXT    NOT NULL,
            transport    TEXT    NOT NULL,
            source       TEXT    NOT NULL,
            format       TEXT    NOT NULL,
            path         TEXT    NOT NULL,
            content_type TEXT    NOT NULL,
            retained     INTEGER NOT NULL,
            sha256       BLOB    NOT NULL,
            payload      BLOB    NOT NULL
          )\
          """,
          // Not UNIQUE: a repeated id is a fault of its giver and must not fail its neighbours.
          "CREATE INDEX transmission_id ON transmission (id)");

  private final Connection connection;
  private final PreparedStatement insertOne;
  private final PreparedStatement insertMany;
  private final MessageDigest sha256 = sha256();
  private final UUID epoch;
  private final long head;

  SqliteJournalFile(Path folder, Synchronous synchronous) throws SQLException {
    connection = connect(folder, synchronous);
    try {
      requireDurable(connection, synchronous);
      epoch = createOrCheckSchema();
      head = readHead();
      connection.setAutoCommit(false);
      insertOne = connection.prepareStatement(insert(1));
      insertMany = connection.prepareStatement(insert(ROWS_PER_STATEMENT));
    } catch (SQLException | RuntimeException refused) {
      connection.close();
      throw refused;
    }
  }

  UUID epoch() {
    return epoch;
  }

  /** Newest position when the file was opened; it never goes back, whatever was removed. */
  long head() {
    return head;
  }

  /** Writes a group at consecutive positions; durable when this returns. */
  void append(long firstPosition, List<PendingAppend> group) throws SQLException {
    long position = firstPosition;
    int next = 0;
    for (; group.size() - next >= ROWS_PER_STATEMENT; next += ROWS_PER_STATEMENT) {
      int column = 0;
      for (PendingAppend each : group.subList(next, next + ROWS_PER_STATEMENT)) {
        column = bind(insertMany, column, position++, each);
      }
      insertMany.executeUpdate();
    }
    for (PendingAppend each : group.subList(next, group.size())) {
      bind(insertOne, 0, position++, each);
      insertOne.executeUpdate();
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private int bind(PreparedStatement insert, int before, long position, PendingAppend append)
      throws SQLException {
    Transmission transmission = append.transmission;
    int column = before;
    insert.setLong(++column, position);
    insert.setString(++column, transmission.id());
    insert.setLong(++column, append.receivedAtNanos);
    insert.setString(++column, transmission.practice().value());
    insert.setString(++column, transmission.transport().name());
    insert.setString(++column, transmission.source());
    insert.setString(++column, transmission.format());
    insert.setString(++column, transmission.path());
    insert.setString(++column, transmission.contentType());
    insert.setInt(++column, transmission.retained() ? 1 : 0);
    insert.setBytes(++column, sha256.digest(transmission.payload()));
    insert.setBytes(++column, transmission.payload());
    return column;
  }

  private static String insert(int rows) {
    return "INSERT INTO transmission (position, id, received_at, practice, transport, source,"
        + " format, path, content_type, retained, sha256, payload) VALUES "
        + String.join(",", java.util.Collections.nCopies(rows, "(?,?,?,?,?,?,?,?,?,?,?,?)"));
  }

  private static Connection connect(Path folder, Synchronous synchronous) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.valueOf(synchronous.name()));
    config.setBusyTimeout(5_000);
    Connection connection = config.createConnection("jdbc:sqlite:" + folder.resolve(NAME));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA fullfsync = ON");
      statement.execute("PRAGMA checkpoint_fullfsync = ON");
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      return connection;
    } catch (SQLException refused) {
      connection.close();
      throw refused;
    }
  }

  /** What was asked for and what SQLite does may differ, so it is asked back. */
  static void requireDurable(Connection connection, Synchronous wanted) throws SQLException {
    String mode = pragma(connection, "journal_mode");
    if (!mode.equalsIgnoreCase("wal")) {
      throw new JournalUnavailableException(
          "the journal needs journal_mode WAL, but this file system gives " + mode);
    }
    String level = pragma(connection, "synchronous");
    if (!level.equals(Integer.toString(wanted.level))) {
      throw new JournalUnavailableException(
          "the journal needs synchronous " + wanted + " (" + wanted.level + "), but has " + level);
    }
  }

  private UUID createOrCheckSchema() throws SQLException {
    int version = Integer.parseInt(pragma(connection, "user_version"));
    if (version == 0) {
      create();
    } else if (version != SCHEMA_VERSION) {
      throw new JournalUnavailableException(
          "the journal has format "
              + version
              + ", this program knows "
              + SCHEMA_VERSION
              + ": use the program that wrote it, or a newer one");
    }
    return UUID.fromString(query("SELECT value FROM meta WHERE name = 'epoch'"));
  }

  /** In one transaction: a crash in between leaves an empty file, which is created again. */
  private void create() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String part : SCHEMA) {
        statement.execute(part);
      }
      statement.execute("INSERT INTO meta VALUES ('epoch', '" + UUID.randomUUID() + "')");
      statement.execute("PRAGMA user_version = " + SCHEMA_VERSION);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private long readHead() throws SQLException {
    return Long.parseLong(
        query("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'transmission'"));
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    return query(connection, "PRAGMA " + name);
  }

  private String query(String sql) throws SQLException {
    return query(connection, sql);
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        throw new JournalUnavailableException("the journal's file does not answer: " + sql);
      }
      return rows.getString(1);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
