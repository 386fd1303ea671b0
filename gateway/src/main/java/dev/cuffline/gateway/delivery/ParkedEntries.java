package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What destinations refused, for people. */
public final class ParkedEntries {
  private ParkedEntries() {}

  /**
   * A change that a destination will not take.
   *
   * @param seq its place in the outbox
   * @param subject kind and id, such as {@code reading/…}
   * @param resource type and id of the one that was refused; empty when none could be made
   * @param reason with the destination's words, and the elements at fault where it named them
   */
  public record Entry(
      String destination,
      long seq,
      String practice,
      String subject,
      Instant at,
      Optional<String> resource,
      String reason) {}

  /**
   * Queues them again: what they name is sent as it stands now.
   *
   * @param seq of one alone; empty for all of a destination
   * @return how many
   */
  public static int retry(
      Session session, PracticeId practice, String destination, Optional<Long> seq, Instant now)
      throws SQLException {
    List<Object> what = new ArrayList<>(List.of(practice, destination));
    seq.ifPresent(what::add);
    String where =
        " WHERE practice_id = ? AND destination = ?" + (seq.isPresent() ? " AND seq = ?" : "");
    List<Object> queued = new ArrayList<>(List.of(now));
    queued.addAll(what);
    int count =
        session.update(
            "INSERT INTO outbox (destination, practice_id, subject_kind, subject_id, queued_at)"
                + " SELECT destination, practice_id, subject_kind, subject_id,"
                + " CAST(? AS BIGINT) FROM parked"
                + where,
            queued.toArray());
    session.update("DELETE FROM parked" + where, what.toArray());
    return count;
  }

  /**
   * The newest of them.
   *
   * @param destination of one alone; blank for all
   */
  public static List<Entry> newest(Session session, String destination, int limit)
      throws SQLException {
    return newest(session, "", destination, limit);
  }

  /**
   * The same of one practice.
   *
   * @param practice blank for all
   */
  public static List<Entry> newest(Session session, String practice, String destination, int limit)
      throws SQLException {
    return session.list(
        """
        SELECT * FROM parked WHERE (? = '' OR practice_id = ?) AND (? = '' OR destination = ?)
        ORDER BY parked_at DESC, destination, seq LIMIT ?
        """,
        row ->
            new Entry(
                row.text("destination"),
                row.number("seq"),
                row.text("practice_id"),
                row.text("subject_kind") + "/" + row.text("subject_id"),
                row.instant("parked_at"),
                row.optionalText("resource"),
                row.text("reason")),
        practice,
        practice,
        destination,
        destination,
        limit);
  }
}
