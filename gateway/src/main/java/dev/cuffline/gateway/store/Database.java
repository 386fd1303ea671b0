package dev.cuffline.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The open database: migrated, with connections to read and one writer. */
public final class Database implements AutoCloseable {
  private static final int SQLITE_BUSY_MILLIS = 10_000;

  private final Dialect dialect;
  private final DataSource source;
  private final Reads reads;
  private final Writer writer;
  private final Optional<Checkpointer> checkpointer;

  private Database(Dialect dialect, DataSource source) {
    this.dialect = dialect;
    this.source = source;
    migrate();
    this.reads = new Reads(dialect, source, dialect == Dialect.POSTGRESQL);
    this.writer = new Writer(this);
    this.checkpointer =
        dialect == Dialect.SQLITE ? Optional.of(new Checkpointer(source)) : Optional.empty();
    checkpointer.ifPresent(c -> writer.onCommit(c::wake));
  }

  /** Opens or creates the embedded store: a SQLite file, WAL, {@code synchronous=FULL}. */
  public static Database sqlite(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(SQLITE_BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setCacheSize(-65_536);
    // Otherwise the driver asks for the last row's number after every statement.
    config.setGetGeneratedKeys(false);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return new Database(Dialect.SQLITE, source);
  }

  /** Opens a store on a PostgreSQL server through the given connections. */
  public static Database postgresql(DataSource source) {
    return new Database(Dialect.POSTGRESQL, source);
  }

  /** Which database this is. */
  public Dialect dialect() {
    return dialect;
  }

  /** The only way to change anything. */
  public Writer writer() {
    return writer;
  }

  /** The reading half. */
  public Reads reads() {
    return reads;
  }

  /** The right to do what one gateway alone may do at a time, not taken yet. */
  public Lease lease(String name) {
    return Lease.of(dialect, source, name);
  }

  /** Reads from one consistent snapshot. Blocks: not for event loops. */
  public <T> T read(Work<T> work) {
    return reads.read(work);
  }

  Connection openForWriting() throws SQLException {
    Connection connection = source.getConnection();
    if (dialect == Dialect.SQLITE) {
      requireFullSync(connection);
      leaveCheckpoints(connection);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  /** But for the rest that the {@link Checkpointer} cannot get at. */
  private static void leaveCheckpoints(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + Checkpointer.LOG_PAGES);
    }
  }

  private static void requireFullSync(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var answer = statement.executeQuery("PRAGMA synchronous")) {
      if (!answer.next() || answer.getInt(1) < 2) {
        throw new SQLException("the store must run with synchronous=FULL (P1)");
      }
    }
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/cuffline/gateway/store/migration")
        .placeholders(dialect.words())
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** Finishes what the writer has queued, then closes every connection. */
  @Override
  public void close() {
    writer.close();
    checkpointer.ifPresent(Checkpointer::close);
    reads.close();
  }
}
