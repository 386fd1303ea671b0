package dev.cuffline.gateway.web;

import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that grows by conditions; only the values of arguments come from callers. */
final class Query {
  private final StringBuilder sql;
  private final List<@Nullable Object> arguments = new ArrayList<>();

  Query(String sql, Object... arguments) {
    this.sql = new StringBuilder(sql);
    this.arguments.addAll(List.of(arguments));
  }

  Query and(String condition, Object... values) {
    sql.append(" AND ").append(condition);
    arguments.addAll(List.of(values));
    return this;
  }

  /** Between two instants, the first inclusive, the second exclusive. */
  Query within(String column, Optional<Instant> from, Optional<Instant> to) {
    from.ifPresent(least -> and(column + " >= ?", least));
    to.ifPresent(end -> and(column + " < ?", end));
    return this;
  }

  <T> List<T> list(Session session, String order, int limit, Session.Mapper<T> mapper)
      throws SQLException {
    sql.append(" ORDER BY ").append(order).append(" LIMIT ?");
    arguments.add(limit);
    return session.list(sql.toString(), mapper, arguments.toArray());
  }
}
