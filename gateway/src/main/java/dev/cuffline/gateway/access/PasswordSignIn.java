package dev.cuffline.gateway.access;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Signing in with a name and a password. After {@link #FREE_TRIES} wrong passwords in a row the
 * account is locked, for longer with each further one; the lock outlives a restart. Nobody learns
 * from the answer whether there is such an account, whether it is locked or disabled: all of it is
 * the same no, and costs one hash. Blocks: not for event loops.
 */
public final class PasswordSignIn {
  /** Wrong passwords in a row before the account is locked. */
  public static final int FREE_TRIES = 5;

  /** Of the first lock; each wrong password after it doubles it. */
  static final Duration SHORTEST_LOCK = Duration.ofMinutes(1);

  /** No lock is longer: whoever tries wrong passwords must not keep its owner out for ever. */
  static final Duration LONGEST_LOCK = Duration.ofHours(1);

  private static final int MOST_DOUBLINGS = 6;

  private final Database database;
  private final Clock clock;
  private final Accounts accounts;
  private final Passwords passwords;

  /** Signs in to the accounts of a store. */
  public PasswordSignIn(Database database, Clock clock, Accounts accounts, Passwords passwords) {
    this.database = database;
    this.clock = clock;
    this.accounts = accounts;
    this.passwords = passwords;
  }

  /**
   * Whose name and password these are; empty when they are not, or it is locked or disabled.
   *
   * @throws Passwords.BusyException when too many try at once
   */
  public Optional<Account> signIn(String name, String password) {
    Optional<Account> named = accounts.byName(name).filter(account -> !account.disabled());
    // Counted before it is looked at: a hundred tries at once are a hundred tries.
    Optional<String> hash = named.flatMap(account -> admitted(account.id()));
    if (hash.isEmpty()) {
      passwords.pretend(password);
      return Optional.empty();
    }
    if (!passwords.fits(password, hash.get())) {
      return Optional.empty();
    }
    return Optional.of(signedIn(named.get().id(), password, hash.get()));
  }

  /** Counts one more try; the hash to compare with, unless the account is locked. */
  private Optional<String> admitted(String id) {
    Instant now = clock.instant();
    return command(
        id,
        session -> {
          AccountTable.Tries tries = AccountTable.tries(session, id);
          Optional<String> hash = AccountTable.hash(session, id);
          if (hash.isEmpty() || tries.lockedUntil().filter(now::isBefore).isPresent()) {
            return Optional.empty();
          }
          long failures = tries.failures() + 1;
          AccountTable.setTries(session, id, new AccountTable.Tries(failures, lock(failures, now)));
          return hash;
        });
  }

  /** Until when the account is locked after so many wrong passwords. */
  static Optional<Instant> lock(long failures, Instant now) {
    if (failures < FREE_TRIES) {
      return Optional.empty();
    }
    int doublings = (int) Math.min(failures - FREE_TRIES, MOST_DOUBLINGS);
    Duration lock = SHORTEST_LOCK.multipliedBy(1L << doublings);
    return Optional.of(now.plus(lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock));
  }

  private Account signedIn(String id, String password, String hash) {
    Optional<String> better =
        passwords.isOutdated(hash) ? Optional.of(passwords.hash(password)) : Optional.empty();
    command(
        id,
        session -> {
          AccountTable.setTries(session, id, new AccountTable.Tries(0, Optional.empty()));
          return better.isPresent()
              ? session.update(
                  "UPDATE account SET password_hash = ? WHERE id = ? AND password_hash = ?",
                  better.get(),
                  id,
                  hash)
              : 0;
        });
    return accounts.find(id).orElseThrow();
  }

  private <T> T command(String id, Work<T> work) {
    record Done<T>(T answer, Account account) {}
    Done<T> done =
        database
            .writer()
            .command(session ->
                new Done<>(work.in(session), AccountTable.find(session, id).orElseThrow()))
            .join();
    accounts.keep(done.account());
    return done.answer();
  }
}
