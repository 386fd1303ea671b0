package dev.cuffline.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The reading half of a store: what commands that only look at it open, beside a running gateway.
 */
public final class Reads implements AutoCloseable {
  private static final int READERS = 4;

  private final Dialect dialect;
  private final HikariDataSource pool;

  /**
   * Connections to read with.
   *
   * @param readOnly whether the connections are made read-only from the start; SQLite's driver
   *     cannot change that afterwards
   */
  Reads(Dialect dialect, DataSource source, boolean readOnly) {
    this.dialect = dialect;
    HikariConfig config = new HikariConfig();
    config.setPoolName("cuffline-readers");
    config.setDataSource(source);
    config.setMaximumPoolSize(READERS);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setReadOnly(readOnly);
    if (dialect == Dialect.POSTGRESQL) {
      config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    }
    this.pool = new HikariDataSource(config);
  }

  /**
   * Opens an embedded store that exists, without the means to change it.
   *
   * @throws IllegalArgumentException when there is no store
   */
  public static Reads sqlite(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "there is no store at " + file + "; set data.folder to the folder of the gateway");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return new Reads(Dialect.SQLITE, source, true);
  }

  /** Opens a store on a PostgreSQL server for reading. */
  public static Reads postgresql(DataSource source) {
    return new Reads(Dialect.POSTGRESQL, source, true);
  }

  /** Reads from one consistent snapshot. Blocks: not for event loops. */
  public <T> T read(Work<T> work) {
    try (Connection connection = pool.getConnection();
        Session session = new Session(connection, dialect, false)) {
      try {
        return work.in(session);
      } finally {
        connection.rollback();
      }
    } catch (SQLException fault) {
      throw new StoreException("the store could not be read", fault);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
