package dev.cuffline.gateway.access;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code account}, {@code account_grant} and {@code account_staff}. */
final class AccountTable {
  private static final String EVERY_PRACTICE = "*";

  private AccountTable() {}

  /** How a password was tried, and how often in vain. */
  record Tries(long failures, Optional<Instant> lockedUntil) {}

  static List<Account> all(Session session) throws SQLException {
    List<String> ids = session.list("SELECT id FROM account ORDER BY name", row -> row.text("id"));
    List<Account> accounts = new ArrayList<>();
    for (String id : ids) {
      find(session, id).ifPresent(accounts::add);
    }
    return accounts;
  }

  static Optional<Account> find(Session session, String id) throws SQLException {
    List<Grant> grants =
        session.list(
            "SELECT practice_id, role FROM account_grant WHERE account_id = ?"
                + " ORDER BY practice_id, role",
            AccountTable::grant,
            id);
    Map<PracticeId, String> staff = new HashMap<>();
    session.list(
        "SELECT practice_id, staff_id FROM account_staff WHERE account_id = ?",
        row -> staff.put(new PracticeId(row.text("practice_id")), row.text("staff_id")),
        id);
    return session.first(
        "SELECT * FROM account WHERE id = ?", row -> account(row, grants, staff), id);
  }

  private static Account account(Row row, List<Grant> grants, Map<PracticeId, String> staff)
      throws SQLException {
    Optional<String> issuer = row.optionalText("issuer");
    Optional<String> subject = row.optionalText("subject");
    return new Account(
        row.text("id"),
        row.text("name"),
        row.text("display_name"),
        issuer.flatMap(known -> subject.map(who -> new Account.Subject(known, who))),
        grants,
        staff,
        row.flag("disabled"),
        row.flag("must_change"),
        row.optionalInstant("locked_until"),
        row.number("password_version"),
        row.number("revision"));
  }

  private static Grant grant(Row row) throws SQLException {
    String practice = row.text("practice_id");
    return new Grant(
        practice.equals(EVERY_PRACTICE) ? Optional.empty() : Optional.of(new PracticeId(practice)),
        AccessRole.valueOf(row.text("role")));
  }

  static Optional<String> idByName(Session session, String name) throws SQLException {
    return session.first("SELECT id FROM account WHERE name = ?", row -> row.text("id"), name);
  }

  static Optional<String> idBySubject(Session session, Account.Subject subject)
      throws SQLException {
    return session.first(
        "SELECT id FROM account WHERE issuer = ? AND subject = ?",
        row -> row.text("id"),
        subject.issuer(),
        subject.id());
  }

  /**
   * Makes an account.
   *
   * @param hash empty for whoever is known to a provider
   */
  static void insert(
      Session session,
      String id,
      String name,
      String displayName,
      Optional<String> hash,
      Optional<Account.Subject> subject,
      Authored authored)
      throws SQLException {
    session.update(
        "INSERT INTO account (id, name, display_name, password_hash, password_version,"
            + " must_change, issuer, subject, disabled, failures, revision, actor, authored_at)"
            + " VALUES (?, ?, ?, ?, 1, ?, ?, ?, 0, 0, 1, ?, ?)",
        id,
        name,
        displayName,
        hash,
        hash.isPresent(),
        subject.map(Account.Subject::issuer),
        subject.map(Account.Subject::id),
        authored.actor(),
        authored.at());
  }

  /** Sets columns of an account; the statement's {@code SET} comes from this room alone. */
  static void update(Session session, String id, Authored authored, String set, Object... values)
      throws SQLException {
    Object[] arguments = new Object[values.length + 3];
    System.arraycopy(values, 0, arguments, 0, values.length);
    arguments[values.length] = authored.actor();
    arguments[values.length + 1] = authored.at();
    arguments[values.length + 2] = id;
    session.update(
        "UPDATE account SET "
            + set
            + ", revision = revision + 1, actor = ?, authored_at = ? WHERE id = ?",
        arguments);
  }

  /** The hash of the password; empty for whoever has none here. */
  static Optional<String> hash(Session session, String id) throws SQLException {
    return session
        .first(
            "SELECT password_hash FROM account WHERE id = ?",
            row -> row.optionalText("password_hash"),
            id)
        .flatMap(hash -> hash);
  }

  static Tries tries(Session session, String id) throws SQLException {
    return session
        .first(
            "SELECT failures, locked_until FROM account WHERE id = ?",
            row -> new Tries(row.number("failures"), row.optionalInstant("locked_until")),
            id)
        .orElse(new Tries(0, Optional.empty()));
  }

  static void setTries(Session session, String id, Tries tries) throws SQLException {
    session.update(
        "UPDATE account SET failures = ?, locked_until = ?, revision = revision + 1 WHERE id = ?",
        tries.failures(),
        tries.lockedUntil(),
        id);
  }

  static void grant(Session session, String id, Grant grant, Authored authored)
      throws SQLException {
    session.update(
        "INSERT INTO account_grant (account_id, practice_id, role, actor, authored_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        id,
        practice(grant),
        grant.role(),
        authored.actor(),
        authored.at());
  }

  static void revoke(Session session, String id, Grant grant) throws SQLException {
    session.update(
        "DELETE FROM account_grant WHERE account_id = ? AND practice_id = ? AND role = ?",
        id,
        practice(grant),
        grant.role());
  }

  private static String practice(Grant grant) {
    return grant.practice().map(PracticeId::value).orElse(EVERY_PRACTICE);
  }

  static void link(
      Session session, String id, PracticeId practice, Optional<String> staff, Authored authored)
      throws SQLException {
    session.update(
        "DELETE FROM account_staff WHERE account_id = ? AND practice_id = ?", id, practice);
    if (staff.isPresent()) {
      session.update(
          "INSERT INTO account_staff (account_id, practice_id, staff_id, actor, authored_at)"
              + " VALUES (?, ?, ?, ?, ?)",
          id,
          practice,
          staff.get(),
          authored.actor(),
          authored.at());
    }
  }
}
