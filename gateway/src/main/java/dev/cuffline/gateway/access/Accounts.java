package dev.cuffline.gateway.access;

import dev.cuffline.gateway.store.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every account, in memory: loaded at start, renewed after the commit that changes one. Safe for
 * use by many threads; asking never blocks.
 */
public final class Accounts {
  private final Map<String, Account> byId = new ConcurrentHashMap<>();

  /** Loads every account. Blocks. */
  public Accounts(Database database) {
    database.read(AccountTable::all).forEach(this::keep);
  }

  /** An account by its id. */
  public Optional<Account> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** An account by the name with which somebody signs in. */
  public Optional<Account> byName(String name) {
    String wanted = normalised(name);
    return byId.values().stream().filter(account -> account.name().equals(wanted)).findFirst();
  }

  /** All, by name. */
  public List<Account> all() {
    return byId.values().stream().sorted(Comparator.comparing(Account::name)).toList();
  }

  /**
   * The account, while it may be used with the password that it had.
   *
   * @param passwordVersion from when somebody signed in
   */
  public Optional<Principal> standing(String id, long passwordVersion) {
    return find(id)
        .filter(account -> !account.disabled() && account.passwordVersion() == passwordVersion)
        .map(account -> account);
  }

  /** Takes a change; an older one that comes late is left out. */
  Account keep(Account changed) {
    byId.merge(changed.id(), changed, (one, two) -> two.revision() >= one.revision() ? two : one);
    return changed;
  }

  static String normalised(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
