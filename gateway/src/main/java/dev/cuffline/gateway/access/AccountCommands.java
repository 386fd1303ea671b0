package dev.cuffline.gateway.access;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is done to accounts, each in one transaction of the writer, by somebody who may ({@link
 * Authority}).
 *
 * <p>Whatever makes or checks a hash blocks: not for event loops. A future completes after the
 * commit, as those of the registry do, and fails with the same exceptions.
 */
public final class AccountCommands {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");

  /** Longest that a page shows on one line. */
  private static final int LONGEST_SHOWN = 100;

  private final Database database;
  private final Clock clock;
  private final Accounts accounts;
  private final Passwords passwords;
  private final SecureRandom random = new SecureRandom();

  /** Commands whose results the accounts in memory are told of. */
  public AccountCommands(Database database, Clock clock, Accounts accounts, Passwords passwords) {
    this.database = database;
    this.clock = clock;
    this.accounts = accounts;
    this.passwords = passwords;
  }

  /**
   * An account and the password with which its owner signs in once: it cannot be read again.
   *
   * @param password to be changed at once
   */
  public record Issued(Account account, String password) {
    @Override
    public String toString() {
      return "Issued[…]";
    }
  }

  @FunctionalInterface
  private interface Step {
    void in(Session session, Account account, Authored authored) throws SQLException;
  }

  /**
   * Makes an account with one role.
   *
   * @param displayName the name itself when it is empty
   * @param staff at the practice of the role
   */
  public CompletableFuture<Issued> create(
      String name, String displayName, Grant grant, Optional<String> staff, Principal by) {
    String normalised = Accounts.normalised(name);
    if (!NAME.matcher(normalised).matches()) {
      throw new InvalidValueException(
          "name", "must have 2 to 64 letters, digits or . _ @ - and begin with a letter or digit");
    }
    String shown = shown(displayName.isBlank() ? normalised : displayName.strip());
    Authority.requireMayGive(by, grant);
    String password = PasswordRules.oneTime(random);
    String hash = passwords.hash(password);
    Authored authored = authored(by);
    return database
        .writer()
        .command(session -> {
          if (AccountTable.idByName(session, normalised).isPresent()) {
            throw RefusedException.conflict("name", "there is an account of this name already");
          }
          requirePractice(session, grant);
          String id = newId();
          AccountTable.insert(
              session, id, normalised, shown, Optional.of(hash), Optional.empty(), authored);
          AccountTable.grant(session, id, grant, authored);
          if (staff.isPresent()) {
            link(session, id, practiceOf(grant), staff, authored);
          }
          return AccountTable.find(session, id).orElseThrow();
        })
        .thenApply(account -> new Issued(accounts.keep(account), password));
  }

  private static PracticeId practiceOf(Grant grant) {
    return grant
        .practice()
        .orElseThrow(() ->
            new InvalidValueException("practice", "must be given, since staff is one practice's"));
  }

  static String shown(String name) {
    if (name.length() > LONGEST_SHOWN || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException(
          "displayName", "must have at most " + LONGEST_SHOWN + " characters, none of control");
    }
    return name;
  }

  /** Gives a role; one that is there already changes nothing. */
  public CompletableFuture<Account> grant(String id, Grant grant, Principal by) {
    Authority.requireMayGive(by, grant);
    return change(
        id,
        by,
        account -> {},
        (session, account, authored) -> {
          requirePractice(session, grant);
          AccountTable.grant(session, id, grant, authored);
        });
  }

  /** Takes a role; one that is not there changes nothing. */
  public CompletableFuture<Account> revoke(String id, Grant grant, Principal by) {
    Authority.requireMayGive(by, grant);
    return change(
        id,
        by,
        account -> Authority.refuseOwn(account, by, grant),
        (session, account, authored) -> AccountTable.revoke(session, id, grant));
  }

  /** Says which member of staff or practitioner of a practice somebody is; empty for none. */
  public CompletableFuture<Account> link(
      String id, PracticeId practice, Optional<String> staff, Principal by) {
    if (!by.may(Permission.ADMINISTER, practice)) {
      throw new ForbiddenException("accounts of this practice are not yours to change");
    }
    return change(
        id,
        by,
        account -> {},
        (session, account, authored) -> link(session, id, practice, staff, authored));
  }

  private static void link(
      Session session, String id, PracticeId practice, Optional<String> staff, Authored authored)
      throws SQLException {
    if (staff.isPresent()
        && RegistryQueries.staff(session, practice, staff.get()).isEmpty()
        && RegistryQueries.practitioner(session, practice, staff.get()).isEmpty()) {
      throw RefusedException.unknown("staff", "member of staff or practitioner", staff.get());
    }
    AccountTable.link(session, id, practice, staff, authored);
  }

  /** Signs somebody out, and lets them in no more; nobody disables themselves. */
  public CompletableFuture<Account> disable(String id, Principal by) {
    return change(
        id,
        by,
        account -> {
          if (by instanceof Account own && own.id().equals(id)) {
            throw RefusedException.conflict("account", "nobody can disable their own account");
          }
          Authority.requireMayRule(by, account);
        },
        (session, account, authored) -> AccountTable.update(session, id, authored, "disabled = 1"));
  }

  /** Lets somebody in again, also one who is locked out. */
  public CompletableFuture<Account> enable(String id, Principal by) {
    return change(
        id,
        by,
        account -> Authority.requireMayRule(by, account),
        (session, account, authored) ->
            AccountTable.update(
                session, id, authored, "disabled = 0, failures = 0, locked_until = NULL"));
  }

  /** Gives a new one-time password, and ends a lock-out. */
  public CompletableFuture<Issued> resetPassword(String id, Principal by) {
    String password = PasswordRules.oneTime(random);
    String hash = passwords.hash(password);
    return change(
            id,
            by,
            account -> {
              Authority.requireMayRule(by, account);
              if (account.subject().isPresent()) {
                throw RefusedException.conflict(
                    "account", "the password is kept by the provider of this account");
              }
            },
            (session, account, authored) -> setPassword(session, id, hash, true, authored))
        .thenApply(account -> new Issued(account, password));
  }

  /**
   * Somebody's own new password. Sessions of the old one end.
   *
   * @throws InvalidValueException about {@code current}, {@code password}, or what it must be
   */
  public CompletableFuture<Account> changePassword(String id, String current, String password) {
    Account account =
        accounts.find(id).orElseThrow(() -> RefusedException.unknown("account", "account", id));
    PasswordRules.require(password, "password", account.name());
    String hash =
        database
            .read(session -> AccountTable.hash(session, id))
            .orElseThrow(() ->
                RefusedException.conflict("current", "your password is kept by your provider"));
    if (!passwords.fits(current, hash)) {
      throw new InvalidValueException("current", "is not your password");
    }
    if (passwords.fits(password, hash)) {
      throw new InvalidValueException("password", "must be another than before");
    }
    String fresh = passwords.hash(password);
    return change(
        id,
        account,
        standing -> {},
        (session, standing, authored) -> setPassword(session, id, fresh, false, authored));
  }

  private static void setPassword(
      Session session, String id, String hash, boolean mustChange, Authored authored)
      throws SQLException {
    AccountTable.update(
        session,
        id,
        authored,
        "password_hash = ?, must_change = ?, password_version = password_version + 1,"
            + " failures = 0, locked_until = NULL",
        hash,
        mustChange);
  }

  private CompletableFuture<Account> change(
      String id, Principal by, Consumer<Account> check, Step step) {
    Authored authored = authored(by);
    return database
        .writer()
        .command(session -> {
          Account before =
              AccountTable.find(session, id)
                  .orElseThrow(() -> RefusedException.unknown("account", "account", id));
          check.accept(before);
          step.in(session, before, authored);
          AccountTable.update(session, id, authored, "disabled = disabled");
          return AccountTable.find(session, id).orElseThrow();
        })
        .thenApply(accounts::keep);
  }

  private static void requirePractice(Session session, Grant grant) throws SQLException {
    if (grant.practice().isPresent()
        && RegistryQueries.practice(session, grant.practice().get()).isEmpty()) {
      throw RefusedException.unknown("practice", "practice", grant.practice().get().value());
    }
  }

  private Authored authored(Principal by) {
    return new Authored(by.name(), now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private String newId() {
    return UlidCreator.getMonotonicUlid(clock.millis()).toString();
  }
}
