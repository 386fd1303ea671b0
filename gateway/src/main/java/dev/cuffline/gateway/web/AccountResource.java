package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ADMINISTER;

import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.AccountCommands;
import dev.cuffline.gateway.access.Accounts;
import dev.cuffline.gateway.access.Authority;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code /accounts}: who signs in, for whoever administers a practice of theirs. */
final class AccountResource {
  private final Accounts accounts;
  private final AccountCommands commands;
  private final Clock clock;

  AccountResource(WebParts parts) {
    this.accounts = parts.access().accounts();
    this.commands = parts.access().commands();
    this.clock = parts.clock();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/accounts", ADMINISTER, this::list),
        Endpoint.post("/accounts", ADMINISTER, this::create),
        Endpoint.get("/accounts/{account}", ADMINISTER, call -> Answer.ok(view(known(call), call))),
        Endpoint.post("/accounts/{account}/disable", ADMINISTER, this::disable),
        Endpoint.post("/accounts/{account}/enable", ADMINISTER, this::enable),
        Endpoint.post("/accounts/{account}/reset-password", ADMINISTER, this::resetPassword),
        Endpoint.post("/accounts/{account}/grant", ADMINISTER, this::grant),
        Endpoint.post("/accounts/{account}/revoke", ADMINISTER, this::revoke),
        Endpoint.post("/accounts/{account}/staff", ADMINISTER, this::link));
  }

  private Answer list(Call call) {
    return Answer.ok(
        Listing.all(
            accounts.all().stream()
                .filter(account -> Authority.maySee(call.caller(), account))
                .map(account -> view(account, call))
                .toList()));
  }

  private Account known(Call call) {
    return accounts
        .find(call.variable("account"))
        .filter(account -> Authority.maySee(call.caller(), account))
        .orElseThrow(() -> ProblemException.notFound("account"));
  }

  private AccountView view(Account account, Call call) {
    return AccountView.of(account, call.caller(), clock.instant());
  }

  private Answer issued(AccountCommands.Issued issued, Call call) {
    var body = new AccountView.Issued(view(issued.account(), call), issued.password());
    return Answer.created(body, "/accounts/" + issued.account().id());
  }

  private Answer create(Call call) {
    JsonIn body = call.body();
    var name = body.text("name");
    var displayName = body.optionalText("displayName").orElse("");
    Grant grant = grant(body, call);
    var staff = body.optionalText("staff");
    body.done();
    return issued(
        Call.await(commands.create(name, displayName, grant, staff, call.caller())), call);
  }

  /** Without a practice: the caller's only one, else every practice. */
  private static Grant grant(JsonIn body, Call call) {
    AccessRole role = body.word("role", AccessRole.class);
    Optional<PracticeId> practice = practice(body);
    return new Grant(practice.or(call.caller()::onlyPractice), role);
  }

  private static Optional<PracticeId> practice(JsonIn body) {
    return body.parsed(
        "practice", id -> new PracticeId(Identifier.require(id, "practice")), "must be an id");
  }

  private Answer disable(Call call) {
    call.body().done();
    return changed(commands.disable(known(call).id(), call.caller()), call);
  }

  private Answer enable(Call call) {
    call.body().done();
    return changed(commands.enable(known(call).id(), call.caller()), call);
  }

  private Answer resetPassword(Call call) {
    call.body().done();
    return issued(Call.await(commands.resetPassword(known(call).id(), call.caller())), call);
  }

  private Answer grant(Call call) {
    JsonIn body = call.body();
    Grant grant = grant(body, call);
    body.done();
    return changed(commands.grant(known(call).id(), grant, call.caller()), call);
  }

  private Answer revoke(Call call) {
    JsonIn body = call.body();
    Grant grant = grant(body, call);
    body.done();
    return changed(commands.revoke(known(call).id(), grant, call.caller()), call);
  }

  private Answer link(Call call) {
    JsonIn body = call.body();
    Optional<PracticeId> practice = practice(body).or(call.caller()::onlyPractice);
    var staff = body.optionalText("staff");
    body.done();
    return changed(
        commands.link(
            known(call).id(),
            practice.orElseThrow(() ->
                new ProblemException(
                    Problem.Kind.INVALID,
                    "the body has 1 wrong values",
                    List.of(Problem.FieldError.at("/practice", "must be given")))),
            staff,
            call.caller()),
        call);
  }

  private Answer changed(CompletableFuture<Account> command, Call call) {
    return Answer.ok(view(Call.await(command), call));
  }
}
