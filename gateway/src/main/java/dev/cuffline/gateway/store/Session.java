package dev.cuffline.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's or snapshot's view of the database. Used by one thread.
 *
 * <p>Arguments may be text, numbers, booleans (stored 0 or 1), instants, bytes, any value whose
 * {@code toString} is its stored form (ids, dates, decimals, enums), an {@link Optional} of these,
 * or null. U+0000 in text is stored as U+FFFD. Statements are prepared once a session and reused.
 */
public final class Session implements AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final List<Changed> changes = new ArrayList<>();

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** How a row becomes a value. */
  @FunctionalInterface
  public interface Mapper<T> {
    /** Reads the current row. */
    T read(Row row) throws SQLException;
  }

  /** Which database this is. */
  public Dialect dialect() {
    return dialect;
  }

  /** All rows, in the statement's order. */
  public <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    PreparedStatement statement = bind(sql, arguments);
    try (ResultSet result = statement.executeQuery()) {
      Row row = new Row(result);
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(mapper.read(row));
      }
      return rows;
    }
  }

  /** The first row, or empty. */
  public <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    PreparedStatement statement = bind(sql, arguments);
    try (ResultSet result = statement.executeQuery()) {
      return result.next() ? Optional.of(mapper.read(new Row(result))) : Optional.empty();
    }
  }

  /** Runs an insert, update or delete and tells how many rows it touched. */
  public int update(String sql, @Nullable Object... arguments) throws SQLException {
    return bind(sql, arguments).executeUpdate();
  }

  /** Runs one insert, update or delete with each of the rows of arguments. */
  public void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    PreparedStatement statement = null;
    for (@Nullable Object[] row : rows) {
      statement = bind(sql, row);
      statement.addBatch();
    }
    Objects.requireNonNull(statement).executeBatch();
  }

  /** Runs a part of the transaction; an exception undoes this part alone, and is passed on. */
  public <T> T part(Work<T> work) throws SQLException {
    Savepoint before = connection.setSavepoint();
    int changesBefore = changes.size();
    try {
      T answer = work.in(this);
      connection.releaseSavepoint(before);
      return answer;
    } catch (SQLException | RuntimeException fault) {
      connection.rollback(before);
      changes.subList(changesBefore, changes.size()).clear();
      throw fault;
    }
  }

  /** Says what this transaction changed; heard by {@link Writer#onChange} after the commit. */
  public void changed(Changed change) {
    changes.add(change);
  }

  /** What was changed since the last call, each once, in order. */
  List<Changed> takeChanges() {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<Changed> taken = List.copyOf(new LinkedHashSet<>(changes));
    changes.clear();
    return taken;
  }

  private PreparedStatement bind(String sql, @Nullable Object[] arguments) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
    return statement;
  }

  @SuppressWarnings("NullAway") // setObject takes null for SQL NULL
  private static void bind(PreparedStatement statement, int index, @Nullable Object argument)
      throws SQLException {
    switch (argument) {
      case null -> statement.setObject(index, null);
      case Optional<?> optional -> bind(statement, index, optional.orElse(null));
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
      case Instant instant -> statement.setLong(index, Micros.of(instant));
      case byte[] bytes -> statement.setBytes(index, bytes);
      default -> statement.setString(index, storable(argument.toString()));
    }
  }

  /** PostgreSQL has no U+0000 in text; what a sender may put there must not stop a transaction. */
  private static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  /** Gives the prepared statements back; the connection stays open. */
  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    statements.clear();
  }
}
