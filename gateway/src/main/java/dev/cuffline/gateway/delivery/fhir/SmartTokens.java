package dev.cuffline.gateway.delivery.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.cuffline.gateway.delivery.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of SMART Backend Services (SMART App Launch 2.2): asked for with a signed
 * assertion, kept until shortly before they end, forgotten when the server refuses one.
 * Thread-safe.
 */
final class SmartTokens implements Authorization {
  private static final Logger LOG = LoggerFactory.getLogger(SmartTokens.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration ASSERTED = Duration.ofMinutes(4);
  private static final Duration SPARE = Duration.ofSeconds(30);
  private static final long USUAL_SECONDS = 300;

  private final Credentials.Smart credentials;
  private final URI base;
  private final FhirHttp http;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  private record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "Token[until " + until + "]";
    }
  }

  SmartTokens(Credentials.Smart credentials, URI base, FhirHttp http, Clock clock) {
    this.credentials = credentials;
    this.base = base;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Optional<String> header() throws FaultException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Token current = token;
      if (current == null || !clock.instant().isBefore(current.until())) {
        current = ask();
        token = current;
      }
      return Optional.of("Bearer " + current.value());
    } finally {
      lock.unlock();
    }
  }

  /** The server has refused it, or nobody knows. */
  void forget() {
    lock.lock();
    try {
      token = null;
    } finally {
      lock.unlock();
    }
  }

  private Token ask() throws FaultException, InterruptedException {
    URI url = credentials.tokenUrl().isPresent() ? credentials.tokenUrl().get() : discovered();
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(credentials.clientId())
            .subject(credentials.clientId())
            .audience(url.toString())
            .expirationTime(Date.from(now.plus(ASSERTED)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    String form =
        "grant_type=client_credentials&scope="
            + encoded(credentials.scope())
            + "&client_assertion_type="
            + encoded(ASSERTION)
            + "&client_assertion="
            + encoded(key().sign(claims));
    HttpAnswer answer = http.form(url, form, "application/json", Optional.empty());
    if (!answer.isSuccess()) {
      throw refused(answer);
    }
    JsonNode given = json(answer);
    String value = given.path("access_token").asText();
    if (value.isEmpty()) {
      throw new FaultException(new Fault.Unavailable("a token answer without access_token"));
    }
    long seconds = given.path("expires_in").asLong(USUAL_SECONDS);
    return new Token(value, now.plusSeconds(seconds).minus(SPARE));
  }

  private URI discovered() throws FaultException, InterruptedException {
    HttpAnswer answer =
        http.exchange(Request.get(".well-known/smart-configuration"), Optional.empty());
    String endpoint = answer.isSuccess() ? json(answer).path("token_endpoint").asText() : "";
    if (endpoint.isEmpty()) {
      throw new FaultException(
          new Fault.Unavailable(
              "HTTP " + answer.status() + ", and no token_endpoint in smart-configuration"));
    }
    return base.resolve(endpoint);
  }

  private SmartKey key() throws FaultException {
    try {
      return SmartKey.read(credentials.keyFile());
    } catch (IOException unreadable) {
      LOG.atError().setCause(unreadable).log("the key for a FHIR server cannot be read");
      throw new FaultException(new Fault.Unauthorised("no key"));
    }
  }

  /** OAuth says 400 for an unknown client, and the error by name (RFC 6749 section 5.2). */
  private static FaultException refused(HttpAnswer answer) throws FaultException {
    boolean ours = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
    String what = "token: HTTP " + answer.status();
    return new FaultException(
        ours
            ? new Fault.Unauthorised(what + " " + error(answer))
            : new Fault.Unavailable(what, answer.retryAfter(), false));
  }

  private static String error(HttpAnswer answer) {
    try {
      String error = JSON.readTree(answer.body()).path("error").asText();
      return error.matches("[a-z_]{1,40}") ? error : "";
    } catch (JsonProcessingException other) {
      return "";
    }
  }

  private static JsonNode json(HttpAnswer answer) throws FaultException {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException other) {
      throw new FaultException(new Fault.Unavailable("an answer that is no JSON"));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
