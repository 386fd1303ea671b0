package dev.cuffline.gateway.access;

import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Secrets;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tokens of the API, in memory: loaded at start, added after the commit that makes one. Safe for
 * use by many threads; asking never blocks.
 */
public final class ApiTokens {
  private static final int ID_LENGTH = 16;
  private static final int LONGEST_NAME = 200;

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
            "SELECT secret_sha256, practice_id, name, scopes, expires_at FROM api_token"
                + " WHERE revoked_at IS NULL",
            row -> bySha256.put(row.text("secret_sha256"), token(row))));
  }

  /**
   * A token as it is listed.
   *
   * @param id names it; no secret
   */
  public record Listed(String id, ApiToken token) {}

  /**
   * A token in the one moment in which its secret can be read.
   *
   * @param id names it; no secret
   * @param secret to be sent with calls
   */
  public record Made(String id, ApiToken token, String secret) {
    @Override
    public String toString() {
      return "Made[…]";
    }
  }

  private static ApiToken token(Row row) throws SQLException {
    return new ApiToken(
        row.text("name"),
        row.optionalText("practice_id").map(PracticeId::new),
        row.optionalText("scopes").map(ApiTokens::scopes).orElse(EnumSet.allOf(Permission.class)),
        row.optionalInstant("expires_at"));
  }

  private static Set<Permission> scopes(String words) {
    return Arrays.stream(words.split(",")).map(Permission::valueOf).collect(Collectors.toSet());
  }

  /**
   * Whose token this is. Looked up by the SHA-256 of 192 random bits, so that the time it takes
   * tells nothing of a token.
   */
  public Optional<ApiToken> authenticate(String secret) {
    return standing(Secrets.sha256Hex(secret));
  }

  /** The token that {@link Secrets#sha256Hex} gives this for, while it is taken. */
  public Optional<ApiToken> standing(String sha256) {
    return Optional.ofNullable(bySha256.get(sha256))
        .filter(token -> token.isTakenAt(clock.instant()));
  }

  /** Those that somebody administers, by name. */
  public List<Listed> list(Principal by) {
    return bySha256.entrySet().stream()
        .map(entry -> new Listed(id(entry.getKey()), entry.getValue()))
        .filter(listed -> mayRule(by, listed.token()))
        .sorted(Comparator.comparing((Listed l) -> l.token().name()).thenComparing(Listed::id))
        .toList();
  }

  private static String id(String sha256) {
    return sha256.substring(0, ID_LENGTH);
  }

  private static boolean mayRule(Principal by, ApiToken token) {
    return token
        .practice()
        .map(practice -> by.may(Permission.ADMINISTER, practice))
        .orElse(by.everywhere().contains(Permission.ADMINISTER));
  }

  /**
   * Makes a token for a program.
   *
   * @throws ForbiddenException when whoever asks does not administer where it would reach
   */
  public CompletableFuture<Made> create(ApiToken token, Principal by) {
    if (!mayRule(by, token)) {
      throw new ForbiddenException("tokens that reach so far are not yours to make");
    }
    if (token.scopes().isEmpty()) {
      throw new InvalidValueException("scopes", "must name at least one permission");
    }
    if (!token.isTakenAt(clock.instant())) {
      throw new InvalidValueException("expiresAt", "must lie in the future");
    }
    return create(token, by.name())
        .thenApply(secret -> new Made(id(Secrets.sha256Hex(secret)), token, secret));
  }

  /** Makes a token; the answer is its secret, which cannot be read again. */
  public CompletableFuture<String> create(ApiToken token, String actor) {
    if (token.name().isBlank()
        || token.name().length() > LONGEST_NAME
        || token.name().chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException("name", "must have 1 to " + LONGEST_NAME + " characters");
    }
    String secret = secrets.next();
    return database
        .writer()
        .command(session -> insert(session, token, secret, actor))
        .thenApply(done -> keep(token, secret));
  }

  /** Ends a token. */
  public CompletableFuture<Listed> revoke(String id, Principal by) {
    Optional<String> sha256 =
        bySha256.keySet().stream().filter(known -> id(known).equals(id)).findFirst();
    Optional<ApiToken> token = sha256.map(bySha256::get).filter(known -> mayRule(by, known));
    if (token.isEmpty()) {
      throw RefusedException.unknown("token", "token", id);
    }
    Listed ended = new Listed(id, token.get());
    return database
        .writer()
        .command(session ->
            session.update(
                "UPDATE api_token SET revoked_at = ?, revoked_by = ? WHERE secret_sha256 = ?",
                clock.instant(),
                by.name(),
                sha256.get()))
        .thenApply(done -> {
          bySha256.remove(sha256.get());
          return ended;
        });
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
    Optional<PracticeId> practice = token.practice();
    if (practice.isPresent() && RegistryQueries.practice(session, practice.get()).isEmpty()) {
      throw RefusedException.unknown("practice", "practice", practice.get().value());
    }
    Instant now = clock.instant();
    return session.update(
        "INSERT INTO api_token (secret_sha256, practice_id, name, scopes, expires_at, actor,"
            + " authored_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        Secrets.sha256Hex(secret),
        practice,
        token.name(),
        words(token.scopes()),
        token.expiresAt(),
        actor,
        now);
  }

  /** Nothing for all, so that a token for everything stays one when permissions are added. */
  private static Optional<String> words(Set<Permission> scopes) {
    return scopes.size() == Permission.values().length
        ? Optional.empty()
        : Optional.of(scopes.stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
  }

  private String keep(ApiToken token, String secret) {
    bySha256.put(Secrets.sha256Hex(secret), token);
    return secret;
  }
}
