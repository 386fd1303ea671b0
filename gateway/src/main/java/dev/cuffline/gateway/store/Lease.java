package dev.cuffline.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to do something that one gateway alone may do at a time, among all that share a store.
 * Embedded, there is one gateway, and it has every lease. On PostgreSQL it is a session's advisory
 * lock: it ends with its connection, so that another gateway takes over when one dies.
 *
 * <p>Used by one thread.
 */
public final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final int VALID_SECONDS = 2;

  private final Optional<DataSource> shared;
  private final String name;
  private Optional<Connection> session = Optional.empty();

  private Lease(Optional<DataSource> shared, String name) {
    this.shared = shared;
    this.name = name;
  }

  static Lease of(Dialect dialect, DataSource source, String name) {
    return new Lease(dialect == Dialect.POSTGRESQL ? Optional.of(source) : Optional.empty(), name);
  }

  /** Whether it is ours now; tries to get it when it is not. */
  public boolean held() {
    if (shared.isEmpty()) {
      return true;
    }
    try {
      if (session.isPresent()) {
        if (session.get().isValid(VALID_SECONDS)) {
          return true;
        }
        LOG.atWarn().addKeyValue("lease", name).log("a lease was lost with its connection");
        close();
      }
      return take(shared.get());
    } catch (SQLException unreachable) {
      LOG.atWarn().addKeyValue("lease", name).setCause(unreachable).log("no lease can be taken");
      close();
      return false;
    }
  }

  private boolean take(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    boolean taken = false;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_try_advisory_lock(hashtext('cuffline'), hashtext(?))")) {
      connection.setAutoCommit(true);
      statement.setString(1, name);
      try (var answer = statement.executeQuery()) {
        taken = answer.next() && answer.getBoolean(1);
      }
    } finally {
      if (taken) {
        session = Optional.of(connection);
      } else {
        connection.close();
      }
    }
    return taken;
  }

  /** Gives it back. */
  @Override
  public void close() {
    try {
      if (session.isPresent()) {
        try (Connection connection = session.get();
            PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
          statement.execute();
        }
      }
    } catch (SQLException gone) {
      LOG.atDebug()
          .addKeyValue("lease", name)
          .setCause(gone)
          .log("a lease ended with its connection");
    } finally {
      session = Optional.empty();
    }
  }
}
