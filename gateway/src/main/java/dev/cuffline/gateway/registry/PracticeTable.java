package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Rows of {@code practice}. */
final class PracticeTable {
  private PracticeTable() {}

  static Result<Practice> save(Change change, Practice practice, Mode mode) throws SQLException {
    Session session = change.session();
    Optional<Practice> before = find(session, practice.id());
    Saved saved = Decision.of(change, "practice", practice.id().value(), before, practice, mode);
    if (saved != Saved.UNCHANGED) {
      session.update(
          "INSERT INTO practice (id, name, zone, payer_profile, actor, authored_at)"
              + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
              + " zone = excluded.zone, payer_profile = excluded.payer_profile,"
              + " actor = excluded.actor, authored_at = excluded.authored_at",
          practice.id(),
          practice.name(),
          practice.zone(),
          practice.payerProfile(),
          change.actor(),
          change.at());
    }
    return new Result<>(practice, saved);
  }

  static Practice require(Session session, PracticeId id) throws SQLException {
    return find(session, id)
        .orElseThrow(() -> RefusedException.unknown("practice", "practice", id.value()));
  }

  static Optional<Practice> find(Session session, PracticeId id) throws SQLException {
    return session.first("SELECT * FROM practice WHERE id = ?", PracticeTable::read, id);
  }

  static List<Practice> list(Session session, Page page) throws SQLException {
    return session.list(
        "SELECT * FROM practice WHERE id > ? ORDER BY id LIMIT ?",
        PracticeTable::read,
        page.after(),
        page.limit());
  }

  private static Practice read(Row row) throws SQLException {
    return new Practice(
        new PracticeId(row.text("id")),
        row.text("name"),
        ZoneId.of(row.text("zone")),
        row.text("payer_profile"));
  }
}
