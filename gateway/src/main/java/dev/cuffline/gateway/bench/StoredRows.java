package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;

/** What lies in the store after a load test. */
record StoredRows(long readings, long dataDays, long alerts, long items) {
  static StoredRows count(Session session) throws SQLException {
    return new StoredRows(
        rows(session, "SELECT count(*) AS n FROM reading"),
        rows(session, "SELECT count(*) AS n FROM data_day"),
        rows(session, "SELECT count(*) AS n FROM alert"),
        rows(session, "SELECT count(*) AS n FROM item"));
  }

  private static long rows(Session session, String sql) throws SQLException {
    return session.first(sql, row -> row.number("n")).orElse(0L);
  }
}
