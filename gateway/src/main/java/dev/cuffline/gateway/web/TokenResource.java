package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.ADMINISTER;

import dev.cuffline.gateway.access.ApiToken;
import dev.cuffline.gateway.access.ApiTokens;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /tokens}: programs that call the API, each with no more than it needs. */
final class TokenResource {
  private final ApiTokens tokens;

  TokenResource(WebParts parts) {
    this.tokens = parts.access().tokens();
  }

  /**
   * A token as the API shows it.
   *
   * @param practice absent for every practice
   * @param secret in the answer that made it, and never again
   */
  private record View(
      String id,
      String name,
      Optional<PracticeId> practice,
      List<Permission> scopes,
      Optional<Instant> expiresAt,
      Optional<String> secret) {}

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/tokens", ADMINISTER, this::list),
        Endpoint.post("/tokens", ADMINISTER, this::create),
        Endpoint.post("/tokens/{token}/revoke", ADMINISTER, this::revoke));
  }

  private static View view(String id, ApiToken token, Optional<String> secret) {
    return new View(
        id,
        token.name(),
        token.practice(),
        token.scopes().stream().sorted().toList(),
        token.expiresAt(),
        secret);
  }

  private Answer list(Call call) {
    return Answer.ok(
        Listing.all(
            tokens.list(call.caller()).stream()
                .map(listed -> view(listed.id(), listed.token(), Optional.empty()))
                .toList()));
  }

  /** Without a practice: the caller's only one, else every practice. */
  private Answer create(Call call) {
    JsonIn body = call.body();
    var name = body.text("name");
    Optional<PracticeId> practice =
        body.parsed(
            "practice", id -> new PracticeId(Identifier.require(id, "practice")), "must be an id");
    List<Permission> scopes =
        body.texts(
            "scopes",
            Permission::valueOf,
            "must be one of " + Arrays.toString(Permission.values()));
    var expiresAt = body.optionalInstant("expiresAt");
    body.done();
    ApiTokens.Made made =
        Call.await(
            tokens.create(
                new ApiToken(
                    name, practice.or(call.caller()::onlyPractice), Set.copyOf(scopes), expiresAt),
                call.caller()));
    return Answer.created(view(made.id(), made.token(), Optional.of(made.secret())), "/tokens");
  }

  private Answer revoke(Call call) {
    call.body().done();
    ApiTokens.Listed ended = Call.await(tokens.revoke(call.variable("token"), call.caller()));
    return Answer.ok(view(ended.id(), ended.token(), Optional.empty()));
  }
}
