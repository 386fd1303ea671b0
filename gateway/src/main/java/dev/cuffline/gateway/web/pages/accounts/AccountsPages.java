package dev.cuffline.gateway.web.pages.accounts;

import static dev.cuffline.gateway.access.Permission.ADMINISTER;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.AccountCommands;
import dev.cuffline.gateway.access.Accounts;
import dev.cuffline.gateway.access.Authority;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Renderer;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Shells;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PracticeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Who signs in, and what they may do. */
public final class AccountsPages implements Area {
  private static final String ONE = Links.ACCOUNTS + "/{account}";
  private static final String SECTION = "accounts";

  private final PageParts parts;
  private final Shells shells;
  private final Renderer renderer;
  private final Accounts accounts;
  private final AccountCommands commands;

  /** Pages about the accounts of a gateway. */
  public AccountsPages(Frame frame) {
    this.parts = frame.parts();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
    this.accounts = parts.access().accounts();
    this.commands = parts.access().commands();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(Links.ACCOUNTS, ADMINISTER, visit -> list(HttpStatus.OK, visit, Problems.NONE))
        .post(Links.ACCOUNTS, ADMINISTER, this::create)
        .get(ONE, ADMINISTER, visit -> show(HttpStatus.OK, visit, known(visit), Problems.NONE))
        .post(ONE + "/grant", ADMINISTER, this::grant)
        .post(ONE + "/revoke", ADMINISTER, this::revoke)
        .post(ONE + "/staff", ADMINISTER, this::link)
        .post(ONE + "/disable", ADMINISTER, this::disable)
        .post(ONE + "/enable", ADMINISTER, this::enable)
        .post(ONE + "/reset-password", ADMINISTER, this::reset);
  }

  private Account known(Visit visit) {
    return accounts
        .find(visit.variable("account"))
        .filter(account -> Authority.maySee(visit.who(), account))
        .orElseThrow(() -> new NoSuchPageException("There is no such account in this practice."));
  }

  private HttpResponse list(HttpStatus status, Visit visit, Problems problems) {
    List<Account> seen =
        accounts.all().stream().filter(account -> Authority.maySee(visit.who(), account)).toList();
    AccountsView view =
        parts
            .database()
            .read(db -> {
              Shell shell = shells.of(db, visit, "Accounts", SECTION, shells.position());
              Map<String, String> names = Choices.names(db);
              return new AccountsView(
                  shell,
                  seen.stream().map(account -> line(account, visit, names)).toList(),
                  new AccountsView.Typed(visit.field("name"), visit.field("displayName")),
                  Choices.roles(visit.field("role")),
                  Choices.practices(db, visit.who(), visit.practice().id()),
                  Choices.staff(db, visit.practice().id(), visit.given("staff")),
                  problems);
            });
    return renderer.page(status, "accounts/accounts.jte", view);
  }

  private AccountsView.Line line(Account account, Visit visit, Map<String, String> names) {
    return new AccountsView.Line(
        Links.account(account.id()),
        account.displayName(),
        account.name(),
        AccountWords.state(account, parts.clock().instant()),
        !account.disabled(),
        held(account, visit, names).stream()
            .map(held -> held.words() + " at " + held.practiceName())
            .toList());
  }

  private static List<AccountView.Held> held(
      Account account, Visit visit, Map<String, String> names) {
    return account.grants().stream()
        .filter(grant -> Authority.mayGive(visit.who(), grant))
        .map(grant -> held(grant, names))
        .toList();
  }

  private static AccountView.Held held(Grant grant, Map<String, String> names) {
    String practice = grant.practice().map(PracticeId::value).orElse(AccountForm.EVERY);
    return new AccountView.Held(
        grant.role().name(),
        AccountWords.of(grant.role()),
        practice,
        names.getOrDefault(practice, practice));
  }

  private HttpResponse show(HttpStatus status, Visit visit, Account account, Problems problems) {
    PracticeId here = visit.practice().id();
    AccountView view =
        parts
            .database()
            .read(db ->
                new AccountView(
                    shells.of(db, visit, account.displayName(), SECTION, shells.position()),
                    Links.account(account.id()),
                    account.name(),
                    account.displayName(),
                    account.subject().map(Account.Subject::issuer).orElse(""),
                    AccountWords.state(account, parts.clock().instant()),
                    account.disabled(),
                    held(account, visit, Choices.names(db)),
                    Choices.roles(visit.field("role")),
                    Choices.practices(db, visit.who(), here),
                    Choices.staff(db, here, account.staff(here)),
                    Authority.mayRule(visit.who(), account),
                    visit.who() instanceof Account own && own.id().equals(account.id()),
                    problems));
    return renderer.page(status, "accounts/account.jte", view);
  }

  private HttpResponse create(Visit visit) {
    AccountCommands.Issued issued;
    try {
      issued =
          commands
              .create(
                  visit.field("name"),
                  visit.field("displayName"),
                  AccountForm.grant(visit),
                  visit.given("staff"),
                  visit.who())
              .join();
    } catch (RuntimeException fault) {
      return list(HttpStatus.UNPROCESSABLE_ENTITY, visit, Problems.of(fault));
    }
    return issued(visit, issued);
  }

  private HttpResponse reset(Visit visit) {
    Account account = known(visit);
    AccountCommands.Issued issued;
    try {
      issued = commands.resetPassword(account.id(), visit.who()).join();
    } catch (RuntimeException fault) {
      return show(HttpStatus.UNPROCESSABLE_ENTITY, visit, account, Problems.of(fault));
    }
    return issued(visit, issued);
  }

  /** Not by a redirection: a password stands in no address. */
  private HttpResponse issued(Visit visit, AccountCommands.Issued issued) {
    Shell shell =
        parts
            .database()
            .read(db -> shells.of(db, visit, "One-time password", SECTION, shells.position()));
    Account account = issued.account();
    return renderer.page(
        "accounts/issued.jte",
        new IssuedView(
            shell,
            Links.account(account.id()),
            account.name(),
            account.displayName(),
            issued.password()));
  }

  private HttpResponse grant(Visit visit) {
    return change(visit, id -> commands.grant(id, AccountForm.grant(visit), visit.who()));
  }

  private HttpResponse revoke(Visit visit) {
    return change(visit, id -> commands.revoke(id, AccountForm.grant(visit), visit.who()));
  }

  private HttpResponse link(Visit visit) {
    Optional<String> staff = visit.given("staff");
    PracticeId practice = visit.practice().id();
    return change(visit, id -> commands.link(id, practice, staff, visit.who()));
  }

  private HttpResponse disable(Visit visit) {
    return change(visit, id -> commands.disable(id, visit.who()));
  }

  private HttpResponse enable(Visit visit) {
    return change(visit, id -> commands.enable(id, visit.who()));
  }

  private HttpResponse change(Visit visit, Function<String, CompletableFuture<Account>> command) {
    Account account = known(visit);
    try {
      Account changed = command.apply(account.id()).join();
      boolean seen = Authority.maySee(visit.who(), changed);
      return renderer.redirect(seen ? Links.account(account.id()) : Links.ACCOUNTS);
    } catch (RuntimeException fault) {
      return show(HttpStatus.UNPROCESSABLE_ENTITY, visit, account, Problems.of(fault));
    }
  }
}
