package dev.cuffline.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
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
import java.util.function.Supplier;
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
  private final boolean isAlone;
  private final Map<String, Prepared> statements = new HashMap<>();
  private final Map<Class<?>, Object> kept = new HashMap<>();
  private final List<Changed> changes = new ArrayList<>();

  /**
   * A view through a connection.
   *
   * @param isAlone whether nobody else changes this database: what one transaction knows then holds
   *     for the next
   */
  Session(Connection connection, Dialect dialect, boolean isAlone) {
    this.connection = connection;
    this.dialect = dialect;
    this.isAlone = isAlone;
  }

  /** A statement, and where its columns are, once it has had rows. */
  private static final class Prepared {
    private final PreparedStatement statement;
    private final Map<String, Integer> columns = new HashMap<>();

    Prepared(PreparedStatement statement) {
      this.statement = statement;
    }

    Row row(ResultSet result) throws SQLException {
      if (columns.isEmpty()) {
        ResultSetMetaData head = result.getMetaData();
        for (int i = 1; i <= head.getColumnCount(); i++) {
          columns.put(head.getColumnLabel(i), i);
        }
      }
      return new Row(result, columns);
    }
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
    Prepared prepared = bind(sql, arguments);
    try (ResultSet result = prepared.statement.executeQuery()) {
      Row row = prepared.row(result);
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
    Prepared prepared = bind(sql, arguments);
    try (ResultSet result = prepared.statement.executeQuery()) {
      return result.next() ? Optional.of(mapper.read(prepared.row(result))) : Optional.empty();
    }
  }

  /** Runs an insert, update or delete and tells how many rows it touched. */
  public int update(String sql, @Nullable Object... arguments) throws SQLException {
    return bind(sql, arguments).statement.executeUpdate();
  }

  /** Whether this is the writer's session and no other process may write. */
  public boolean isAlone() {
    return isAlone;
  }

  /**
   * What transactions know of the rows and hand on to those that follow, so that they need not read
   * them again: made when it is not there, thrown away when anything is undone. Where another
   * process may write, and in sessions that read, it is made anew each time.
   *
   * @param type tells it from what others keep
   */
  public <T> T kept(Class<T> type, Supplier<T> fresh) {
    return isAlone ? type.cast(kept.computeIfAbsent(type, _ -> fresh.get())) : fresh.get();
  }

  /**
   * Throws away what is kept: rows have changed, or changed back, without its owner's knowledge.
   */
  public void forget() {
    kept.clear();
  }

  /** Runs one insert, update or delete with each of the rows of arguments. */
  public void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    PreparedStatement statement = null;
    for (@Nullable Object[] row : rows) {
      statement = bind(sql, row).statement;
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
      forget();
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

  private Prepared bind(String sql, @Nullable Object[] arguments) throws SQLException {
    Prepared prepared = statements.get(sql);
    if (prepared == null) {
      prepared = new Prepared(connection.prepareStatement(sql));
      statements.put(sql, prepared);
    }
    for (int i = 0; i < arguments.length; i++) {
      bind(prepared.statement, i + 1, arguments[i]);
    }
    return prepared;
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
    for (Prepared prepared : statements.values()) {
      prepared.statement.close();
    }
    statements.clear();
  }
}
