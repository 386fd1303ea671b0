package dev.cuffline.gateway.access;

import dev.cuffline.gateway.access.oidc.OidcProvider;
import dev.cuffline.gateway.store.Database;
import java.time.Clock;
import java.util.Optional;

/**
 * Everything by which people and programs are let in.
 *
 * @param tokens of the API
 * @param accounts of people
 * @param commands that change accounts
 * @param providerAccounts of people whom a provider knows
 * @param passwords by which people sign in
 * @param provider at which people may sign in instead
 */
public record Access(
    ApiTokens tokens,
    Accounts accounts,
    AccountCommands commands,
    ProviderAccounts providerAccounts,
    PasswordSignIn passwords,
    Optional<OidcProvider> provider) {
  /** Loads what a store knows. Blocks. */
  public static Access of(Database database, Clock clock, Optional<OidcProvider> provider) {
    Accounts accounts = new Accounts(database);
    Passwords passwords = new Passwords();
    return new Access(
        new ApiTokens(database, clock),
        accounts,
        new AccountCommands(database, clock, accounts, passwords),
        new ProviderAccounts(database, clock, accounts),
        new PasswordSignIn(database, clock, accounts, passwords),
        provider);
  }
}
