package dev.cuffline.gateway.access;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.cuffline.gateway.store.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Accounts of people whom a provider knows. */
public final class ProviderAccounts {
  private final Database database;
  private final Clock clock;
  private final Accounts accounts;

  /** Commands whose results the accounts in memory are told of. */
  public ProviderAccounts(Database database, Clock clock, Accounts accounts) {
    this.database = database;
    this.clock = clock;
    this.accounts = accounts;
  }

  /**
   * Whoever a provider says has signed in: made or renewed, with the roles that it says and no
   * others.
   *
   * @param name as far as nobody else has it
   */
  public CompletableFuture<Account> save(
      Account.Subject subject, String name, String displayName, List<Grant> grants) {
    Authored authored =
        new Authored("sign-in " + subject.issuer(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    String shown = AccountCommands.shown(displayName);
    return database
        .writer()
        .command(session -> {
          Optional<String> known = AccountTable.idBySubject(session, subject);
          String id =
              known.isPresent()
                  ? known.get()
                  : UlidCreator.getMonotonicUlid(clock.millis()).toString();
          if (known.isEmpty()) {
            boolean taken = AccountTable.idByName(session, name).isPresent();
            AccountTable.insert(
                session,
                id,
                taken ? name + " " + subject.id() : name,
                shown,
                Optional.empty(),
                Optional.of(subject),
                authored);
          }
          Account before = AccountTable.find(session, id).orElseThrow();
          for (Grant old : before.grants()) {
            if (!grants.contains(old)) {
              AccountTable.revoke(session, id, old);
            }
          }
          for (Grant grant : grants) {
            AccountTable.grant(session, id, grant, authored);
          }
          AccountTable.update(session, id, authored, "display_name = ?", shown);
          return AccountTable.find(session, id).orElseThrow();
        })
        .thenApply(accounts::keep);
  }
}
