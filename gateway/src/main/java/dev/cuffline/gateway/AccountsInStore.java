package dev.cuffline.gateway;

import dev.cuffline.gateway.access.Access;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.ApiToken;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.gateway.access.Principal;
import dev.cuffline.gateway.ops.DataFolder;
import dev.cuffline.gateway.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Works on the store of a gateway that is stopped. Whoever may open it may do anything. */
final class AccountsInStore implements AccountDesk {
  private final DataFolder folder;
  private final Database database;
  private final Access access;
  private final Clock clock;
  private final Principal by = new ApiToken("command line", Optional.empty());

  AccountsInStore(Configuration configuration, DataFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.database = Stores.open(configuration.store(), folder.path());
    this.access = Access.of(database, clock, Optional.empty());
  }

  private String id(String name) {
    return access
        .accounts()
        .byName(name)
        .map(Account::id)
        .orElseThrow(() -> AccountDesk.unknown(name));
  }

  private static <T> T done(CompletableFuture<T> command) {
    try {
      return command.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException refused ? refused : failed;
    }
  }

  @Override
  public List<Line> list() {
    return access.accounts().all().stream().map(this::line).toList();
  }

  private Line line(Account account) {
    String open = account.isLockedAt(clock.instant()) ? "locked" : "active";
    return new Line(
        account.name(),
        account.displayName(),
        account.disabled() ? "disabled" : open,
        account.grants().stream()
            .map(grant -> AccountDesk.words(grant.role(), grant.practice()))
            .toList());
  }

  @Override
  public String create(Wanted wanted) {
    return done(access
            .commands()
            .create(wanted.name(), wanted.displayName(), wanted.grant(), wanted.staff(), by))
        .password();
  }

  @Override
  public void disable(String name) {
    done(access.commands().disable(id(name), by));
  }

  @Override
  public void enable(String name) {
    done(access.commands().enable(id(name), by));
  }

  @Override
  public String resetPassword(String name) {
    return done(access.commands().resetPassword(id(name), by)).password();
  }

  @Override
  public void grant(String name, Grant grant) {
    done(access.commands().grant(id(name), grant, by));
  }

  @Override
  public void revoke(String name, Grant grant) {
    done(access.commands().revoke(id(name), grant, by));
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}
