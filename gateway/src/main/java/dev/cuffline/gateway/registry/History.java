package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;

/** What people have replaced, looked at or set going: who, when, and what it was before. */
public final class History {
  private History() {}

  /**
   * Writes one thing down.
   *
   * @param kind of thing, such as {@code patient} or {@code replay}
   * @param id of it
   * @param was before; an empty map where nothing was replaced
   */
  public static void keep(
      Session session,
      PracticeId practice,
      String kind,
      String id,
      Object was,
      String actor,
      Instant at)
      throws SQLException {
    session.update(
        "INSERT INTO authored_history (practice_id, kind, id, was, replaced_by, replaced_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        practice,
        kind,
        id,
        RegistryJson.write(was),
        actor,
        at);
  }
}
