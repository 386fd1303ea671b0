package dev.cuffline.gateway.delivery.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.Fault;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.HandDelivery;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens for a signed assertion: what we ask with, how long we keep one, what a refusal means. */
final class SmartBackendIT {
  private static final FhirJson JSON = new FhirJson();
  private static final String CLIENT = "cuffline-test";

  @TempDir private Path folder;
  private Database database;
  private TestGateway gateway;
  private FakeFhirServer server;
  private HttpServer tokens;
  private SmartKey key = SmartKey.generate(SmartKey.Kind.ES384);
  private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> valid = Collections.synchronizedSet(new LinkedHashSet<>());
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    database = TestDatabases.sqlite(folder);
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
    server = new FakeFhirServer();
    server.admits =
        seen -> seen.authorization().map(it -> valid.contains(it.substring(7))).orElse(false);
    tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.createContext("/token", this::give);
    tokens.start();
  }

  @AfterEach
  void stop() {
    tokens.stop(0);
    server.close();
    gateway.close();
    database.close();
  }

  private URI tokenUrl() {
    return URI.create("http://127.0.0.1:" + tokens.getAddress().getPort() + "/token");
  }

  private void give(HttpExchange exchange) throws IOException {
    Map<String, String> form = new HashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    asked.add(form);
    String token = "token-" + asked.size();
    valid.add(token);
    byte[] answer =
        (status == 200
                ? "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":300}"
                    .formatted(token)
                : "{\"error\":\"invalid_client\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private FhirSettings settings() throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), key.privateJson());
    FhirSettings usual = FhirSettings.usual(server.base());
    return new FhirSettings(
        usual.base(),
        new Credentials.Smart(Optional.of(tokenUrl()), CLIENT, file, Credentials.Smart.USUAL_SCOPE),
        usual.connectTimeout(),
        Duration.ofSeconds(20),
        100,
        1,
        usual.writes());
  }

  private HandDelivery delivery() throws IOException {
    return new HandDelivery(
        TestGateway.DESTINATION,
        new FhirDestination(settings(), JSON, gateway.clock()),
        database,
        new FhirResources(gateway.identity(), JSON),
        gateway.clock());
  }

  private void measured(int systolic) {
    gateway.judged(
        "cuff-1", Cuff.reading(gateway.clock().instant().minusSeconds(systolic), systolic, 81));
  }

  @ParameterizedTest
  @EnumSource(SmartKey.Kind.class)
  void aTokenIsAskedForWithAnAssertionThatOurPublicKeyVerifies(SmartKey.Kind kind)
      throws Exception {
    key = SmartKey.generate(kind);
    measured(126);
    try (HandDelivery delivery = delivery()) {
      delivery.drain();
    }

    assertThat(server.ids("Observation")).hasSize(2);
    Map<String, String> form = asked.getFirst();
    SignedJWT jwt = SignedJWT.parse(form.get("client_assertion"));
    JWK known =
        JWKSet.parse(SmartKey.publicSet(List.of(key))).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(known.isPrivate()).isFalse();
    assertThat(
            jwt.verify(
                new DefaultJWSVerifierFactory()
                    .createJWSVerifier(
                        jwt.getHeader(),
                        known instanceof ECKey ec
                            ? ec.toECPublicKey()
                            : ((RSAKey) known).toRSAPublicKey())))
        .isTrue();
    assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.parse(kind.name()));
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(CLIENT);
    assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo(CLIENT);
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(tokenUrl().toString());
    assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant())
        .isBetween(TestGateway.START, TestGateway.START.plus(Duration.ofMinutes(5)));
    assertThat(form)
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", Credentials.Smart.USUAL_SCOPE)
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  }

  @Test
  void aTokenIsKeptUntilShortlyBeforeItEnds() throws Exception {
    try (HandDelivery delivery = delivery()) {
      for (int minute = 0; minute < 6; minute++) {
        measured(120 + minute);
        delivery.drain();
        gateway.clock().advance(Duration.ofMinutes(1));
      }
    }

    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).get("client_assertion"))
        .isNotEqualTo(asked.get(1).get("client_assertion"));
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void aTokenThatTheServerRefusesIsForgotten() throws Exception {
    try (HandDelivery delivery = delivery()) {
      measured(121);
      delivery.drain();
      valid.clear();
      measured(122);
      Optional<Fault> refused = delivery.carryNext();
      delivery.drain();

      assertThat(refused)
          .hasValueSatisfying(f -> assertThat(f).isInstanceOf(Fault.Unauthorised.class));
    }

    assertThat(asked).hasSize(2);
    assertThat(gateway.ledger().count("outbox")).isZero();
  }

  @Test
  void aServerThatDoesNotKnowUsStopsThisDestinationAndSaysWhy() throws Exception {
    status = 400;
    measured(126);
    try (HandDelivery delivery = delivery()) {
      assertThat(delivery.carryNext())
          .hasValue(new Fault.Unauthorised("token: HTTP 400 invalid_client"));
    }

    assertThat(gateway.ledger().count("outbox")).isEqualTo(1);
  }

  @Test
  void theCheckGoesTheWholeWayAndSaysWhereItEnds() throws Exception {
    List<FhirCheck.Step> whole = new FhirCheck(settings(), JSON, gateway.clock()).run(true);
    status = 401;
    List<FhirCheck.Step> refused = new FhirCheck(settings(), JSON, gateway.clock()).run(true);

    assertThat(whole)
        .allMatch(FhirCheck.Step::fine)
        .extracting(FhirCheck.Step::name)
        .containsExactly(
            "key",
            "token",
            "CapabilityStatement",
            "together",
            "Device",
            "Observation",
            "DetectedIssue",
            "Provenance",
            "Task",
            "Communication",
            "test Device");
    assertThat(server.current("Device"))
        .singleElement()
        .satisfies(device -> assertThat(device.toString()).contains("HTEST", "entered-in-error"));
    assertThat(refused.getLast())
        .isEqualTo(new FhirCheck.Step("answer", false, "token: HTTP 401 invalid_client"));
  }
}
