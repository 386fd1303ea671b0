package dev.cuffline.gateway.audit;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the log, newest first. */
public final class AuditQueries {
  private static final String OF_ALL = "SELECT e.* FROM audit_entry e WHERE e.practice_id = ?";
  private static final String OF_A_PATIENT =
      """
      SELECT e.* FROM audit_patient p
      JOIN audit_entry e ON e.process = p.process AND e.seq = p.seq
      WHERE p.patient_id = ? AND p.practice_id = ?\
      """;

  private AuditQueries() {}

  /**
   * What somebody looks for.
   *
   * @param actor exactly this one; empty for everybody
   * @param patient id; empty for all
   * @param from the first instant, inclusive
   * @param to the last instant, exclusive
   * @param before only entries older than this one, for the next part of a list
   */
  public record Search(
      Optional<String> actor,
      Optional<String> patient,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Place> before) {}

  /** An entry's place in a list by time. */
  public record Place(Instant at, String process, long seq) {}

  /** Entries of a practice; at most {@code limit}. */
  public static List<AuditRow> find(Session session, PracticeId practice, Search search, int limit)
      throws SQLException {
    StringBuilder sql = new StringBuilder(search.patient().isPresent() ? OF_A_PATIENT : OF_ALL);
    List<@Nullable Object> arguments = new ArrayList<>();
    search.patient().ifPresent(arguments::add);
    arguments.add(practice);
    search
        .actor()
        .ifPresent(actor -> {
          sql.append(" AND e.actor = ?");
          arguments.add(actor);
        });
    search
        .from()
        .ifPresent(from -> {
          sql.append(" AND e.at >= ?");
          arguments.add(from);
        });
    search
        .to()
        .ifPresent(to -> {
          sql.append(" AND e.at < ?");
          arguments.add(to);
        });
    search
        .before()
        .ifPresent(place -> {
          sql.append(" AND (e.at, e.process, e.seq) < (?, ?, ?)");
          arguments.addAll(List.of(place.at(), place.process(), place.seq()));
        });
    sql.append(" ORDER BY e.at DESC, e.process DESC, e.seq DESC LIMIT ?");
    arguments.add(limit);
    return session.list(sql.toString(), AuditRow::read, arguments.toArray());
  }

  /** The newest entry of each chain, the newest chain first. */
  public static List<AuditHead> heads(Session session) throws SQLException {
    return session.list(
        """
        SELECT e.process, e.seq, e.code FROM audit_entry e
        JOIN (SELECT process, MAX(seq) AS seq FROM audit_entry GROUP BY process) newest
          ON newest.process = e.process AND newest.seq = e.seq
        ORDER BY e.process DESC
        """,
        row -> new AuditHead(row.text("process"), row.number("seq"), row.text("code")));
  }
}
