package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens of the API, in memory: loaded at start, added after the commit that makes one. Safe for
 * use by many threads; asking never blocks.
 */
public final class ApiTokens {
  private final Database database;
  private final Clock clock;
  private final Secrets secrets = new Secrets();
  private final Map<String, ApiToken> bySha256 = new ConcurrentHashMap<>();

  /** Loads every token. Blocks. */
  public ApiTokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    database.read(session ->
        session.list(
            "SELECT secret_sha256, practice_id, name FROM api_token",
            row ->
                bySha256.put(
                    row.text("secret_sha256"),
                    new ApiToken(
                        row.text("name"), row.optionalText("practice_id").map(PracticeId::new)))));
  }

  /**
   * Whose token this is. Looked up by the SHA-256 of 192 random bits, so that the time it takes
   * tells nothing of a token.
   */
  public Optional<ApiToken> authenticate(String secret) {
    return Optional.ofNullable(bySha256.get(Secrets.sha256Hex(secret)));
  }

  /** Whether the token that {@link Secrets#sha256Hex} gives this for still stands. */
  public boolean stands(String sha256) {
    return bySha256.containsKey(sha256);
  }

  /** Makes a token; the answer is its secret, which cannot be read again. */
  public CompletableFuture<String> create(ApiToken token, String actor) {
    Checks.text(token.name(), "name");
    String secret = secrets.next();
    return database
        .writer()
        .command(session -> insert(session, token, secret, actor))
        .thenApply(done -> keep(token, secret));
  }

  /** Makes the first token, for every practice; empty when there is one already. */
  public CompletableFuture<Optional<String>> createInitial(String actor) {
    String secret = secrets.next();
    ApiToken token = new ApiToken("admin", Optional.empty());
    return database
        .writer()
        .command(session -> {
          boolean first = session.first("SELECT name FROM api_token LIMIT 1", r -> true).isEmpty();
          if (first) {
            insert(session, token, secret, actor);
          }
          return first;
        })
        .thenApply(first -> first ? Optional.of(keep(token, secret)) : Optional.empty());
  }

  private int insert(Session session, ApiToken token, String secret, String actor)
      throws SQLException {
    return session.update(
        "INSERT INTO api_token (secret_sha256, practice_id, name, actor, authored_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        Secrets.sha256Hex(secret),
        token.practice(),
        token.name(),
        actor,
        clock.instant());
  }

  private String keep(ApiToken token, String secret) {
    bySha256.put(Secrets.sha256Hex(secret), token);
    return secret;
  }
}
