package dev.cuffline.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An OpenID provider at which somebody is signed in already: discovery, authorization code with
 * PKCE, client secret, signed identity tokens, keys. What it says can be made wrong.
 */
final class TestProvider implements AutoCloseable {
  static final String CLIENT = "cuffline";
  static final String SECRET = "a secret of ours: 100 % +";

  private final HttpServer server;
  private final RSAKey key = key();
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

  /** What is said of whoever signs in, beside issuer, audience, nonce and times. */
  volatile Consumer<JWTClaimsSet.Builder> claims = builder -> {};

  /** With which key it signs, and whether it does. */
  volatile RSAKey signs = key;

  volatile boolean unsigned;

  /** What it adds to the state that it was given. */
  volatile String stateEnd = "";

  /** Answers instead of a code. */
  volatile String error = "";

  TestProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext(
        "/keys", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.start();
  }

  static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("k1").generate();
    } catch (JOSEException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** As it should be. */
  void behave() {
    signs = key;
    unsigned = false;
    stateEnd = "";
    error = "";
    claims =
        builder ->
            builder
                .subject("u-1")
                .claim("preferred_username", "cleo")
                .claim("name", "Cleo Nurse")
                .claim("groups", List.of("staff", "harbor-nurses"));
  }

  /** Another site than 127.0.0.1, for a browser. */
  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void discovery(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/keys", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer()));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    boolean good =
        "code".equals(query.get("response_type"))
            && CLIENT.equals(query.get("client_id"))
            && "S256".equals(query.get("code_challenge_method"))
            && Arrays.asList(query.getOrDefault("scope", "").split(" ")).contains("openid");
    if (!good) {
      json(exchange, 400, "{}");
      return;
    }
    String code = UUID.randomUUID().toString();
    asked.put(code, query);
    String state = URLEncoder.encode(query.get("state") + stateEnd, StandardCharsets.UTF_8);
    String answer = error.isEmpty() ? "?code=" + code : "?error=" + error;
    exchange
        .getResponseHeaders()
        .add("Location", query.get("redirect_uri") + answer + "&state=" + state);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = form(body);
    Map<String, String> query =
        Optional.ofNullable(asked.remove(form.getOrDefault("code", ""))).orElse(Map.of());
    boolean good =
        !query.isEmpty()
            && authorised(exchange)
            && "authorization_code".equals(form.get("grant_type"))
            && said(query, "redirect_uri").equals(form.get("redirect_uri"))
            && said(query, "code_challenge")
                .equals(challenge(form.getOrDefault("code_verifier", "")));
    if (!good) {
      json(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    json(
        exchange,
        200,
        "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"id_token\": \"%s\"}"
            .formatted(identity(said(query, "nonce"))));
  }

  private static String said(Map<String, String> query, String name) {
    return query.getOrDefault(name, "");
  }

  /** RFC 6749 2.3.1: both parts are encoded as in a form. */
  private static boolean authorised(HttpExchange exchange) {
    String pair =
        URLEncoder.encode(CLIENT, StandardCharsets.UTF_8)
            + ":"
            + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String wanted =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private String identity(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .claim("nonce", nonce)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)));
    claims.accept(builder);
    if (unsigned) {
      return new PlainJWT(builder.build()).serialize();
    }
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), builder.build());
      token.sign(new RSASSASigner(signs));
      return token.serialize();
    } catch (JOSEException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
  }

  static Map<String, String> query(URI address) {
    return form(address.getRawQuery());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
