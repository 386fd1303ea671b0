package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What destinations refused, for people. */
public final class ParkedEntries {
  private ParkedEntries() {}

  /**
   * A change that a destination will not take.
   *
   * @param seq its place in the outbox
   * @param subject kind and id, such as {@code reading/…}
   * @param reason with the destination's words
   */
  public record Entry(
      String destination, long seq, String practice, String subject, Instant at, String reason) {}

  /**
   * The newest of them.
   *
   * @param destination of one alone; blank for all
   */
  public static List<Entry> newest(Session session, String destination, int limit)
      throws SQLException {
    return session.list(
        """
        SELECT * FROM parked WHERE (? = '' OR destination = ?)
        ORDER BY parked_at DESC, destination, seq LIMIT ?
        """,
        row ->
            new Entry(
                row.text("destination"),
                row.number("seq"),
                row.text("practice_id"),
                row.text("subject_kind") + "/" + row.text("subject_id"),
                row.instant("parked_at"),
                row.text("reason")),
        destination,
        destination,
        limit);
  }
}
