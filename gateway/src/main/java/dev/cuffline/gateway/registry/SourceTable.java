package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code source}: the logins of devices, hubs and vendors' services. */
final class SourceTable {
  private static final Secrets SECRETS = new Secrets();

  private SourceTable() {}

  /** A login as it is kept; shows nothing of the secret. */
  record Login(String id, PracticeId practice, String secretSha256, Optional<Instant> revokedAt) {
    @Override
    public String toString() {
      return "Login[…]";
    }
  }

  static IssuedSecret create(Change change, String id) throws SQLException {
    Checks.id(id, "id");
    PracticeTable.require(change.session(), change.practice());
    if (find(change.session(), id).isPresent()) {
      throw RefusedException.conflict("id", "there is a login " + id + " already");
    }
    String secret = SECRETS.next();
    change
        .session()
        .update(
            "INSERT INTO source (id, practice_id, secret_sha256, actor, authored_at)"
                + " VALUES (?, ?, ?, ?, ?)",
            id,
            change.practice(),
            Secrets.sha256Hex(secret),
            change.actor(),
            change.at());
    change.touchSource(id);
    return new IssuedSecret(id, secret);
  }

  /** A new secret; the old one, or a revocation, is over. */
  static IssuedSecret renew(Change change, String id) throws SQLException {
    Login before = require(change, id);
    change.keep("source", id, revocation(before));
    String secret = SECRETS.next();
    change
        .session()
        .update(
            "UPDATE source SET secret_sha256 = ?, revoked_at = NULL, actor = ?, authored_at = ?"
                + " WHERE practice_id = ? AND id = ?",
            Secrets.sha256Hex(secret),
            change.actor(),
            change.at(),
            change.practice(),
            id);
    change.touchSource(id);
    return new IssuedSecret(id, secret);
  }

  static Saved revoke(Change change, String id) throws SQLException {
    Login before = require(change, id);
    if (before.revokedAt().isPresent()) {
      return Saved.UNCHANGED;
    }
    change.keep("source", id, revocation(before));
    change
        .session()
        .update(
            "UPDATE source SET revoked_at = ?, actor = ?, authored_at = ?"
                + " WHERE practice_id = ? AND id = ?",
            change.at(),
            change.actor(),
            change.at(),
            change.practice(),
            id);
    change.touchSource(id);
    return Saved.CHANGED;
  }

  private static String revocation(Login login) {
    return login.revokedAt().map(at -> "revoked " + at).orElse("in force");
  }

  private static Login require(Change change, String id) throws SQLException {
    return find(change.session(), id)
        .filter(login -> login.practice().equals(change.practice()))
        .orElseThrow(() -> RefusedException.unknown("id", "login", id));
  }

  /** Refuses what is no login of the practice. */
  static void requireOf(Change change, String id) throws SQLException {
    require(change, id);
  }

  static Optional<Login> find(Session session, String id) throws SQLException {
    return session.first("SELECT * FROM source WHERE id = ?", SourceTable::read, id);
  }

  static List<Login> list(Session session) throws SQLException {
    return session.list("SELECT * FROM source ORDER BY id", SourceTable::read);
  }

  static List<Login> list(Session session, PracticeId practice, Page page) throws SQLException {
    return session.list(
        "SELECT * FROM source WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
        SourceTable::read,
        practice,
        page.after(),
        page.limit());
  }

  private static Login read(Row row) throws SQLException {
    return new Login(
        row.text("id"),
        new PracticeId(row.text("practice_id")),
        row.text("secret_sha256"),
        row.optionalInstant("revoked_at"));
  }
}
