package dev.cuffline.gateway.delivery.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import dev.cuffline.fhir.FhirJson;
import io.netty.handler.ssl.ClientAuth;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks for our certificate, and has one of an authority of its own. */
final class FhirTlsIT {
  @TempDir private Path folder;
  private X509Bundle authority;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    authority =
        new CertificateBuilder()
            .algorithm(Algorithm.ecp256)
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle own = issued("CN=localhost");
    server =
        Server.builder()
            .https(0)
            .tls(TlsKeyPair.of(own.getKeyPair().getPrivate(), own.getCertificatePath()))
            .tlsCustomizer(
                tls -> tls.trustManager(authority.getCertificate()).clientAuth(ClientAuth.REQUIRE))
            .service(
                "/r4/metadata",
                (context, request) ->
                    HttpResponse.of(
                        HttpStatus.OK,
                        MediaType.parse("application/fhir+json"),
                        "{\"resourceType\":\"CapabilityStatement\",\"fhirVersion\":\"4.0.1\"}"))
            .build();
    server.start().join();
  }

  @AfterEach
  void stop() {
    var _ = server.stop();
  }

  private X509Bundle issued(String subject) throws Exception {
    return new CertificateBuilder()
        .algorithm(Algorithm.ecp256)
        .subject(subject)
        .addSanDnsName("localhost")
        .buildIssuedBy(authority);
  }

  private Path file(String name, String pem) throws IOException {
    return Files.writeString(folder.resolve(name), pem);
  }

  private List<FhirCheck.Step> check(Optional<FhirTls> tls) throws InterruptedException {
    FhirSettings usual =
        FhirSettings.usual(URI.create("https://localhost:" + server.activeLocalPort() + "/r4"));
    FhirSettings settings =
        new FhirSettings(
            usual.base(),
            usual.credentials(),
            usual.connectTimeout(),
            usual.requestTimeout(),
            usual.batch(),
            usual.inFlight(),
            usual.writes(),
            tls,
            EhrMap.NONE);
    return new FhirCheck(settings, new FhirJson(), Clock.systemUTC()).run(false);
  }

  @Test
  void ourCertificateAndItsAuthorityOpenTheWayAndNothingElseDoes() throws Exception {
    X509Bundle ours = issued("CN=cuffline");
    Optional<Path> certificate = Optional.of(file("c.pem", ours.getCertificatePathPEM()));
    Optional<Path> key = Optional.of(file("k.pem", ours.getPrivateKeyPEM()));
    Optional<Path> ca = Optional.of(file("ca.pem", authority.getCertificatePEM()));

    assertThat(check(Optional.of(new FhirTls(certificate, key, ca))))
        .allMatch(FhirCheck.Step::fine);
    assertThat(check(Optional.of(new FhirTls(Optional.empty(), Optional.empty(), ca))).getLast())
        .satisfies(step -> assertThat(step.fine()).isFalse());
    assertThat(check(Optional.empty()).getLast().detail()).contains("SSLHandshakeException");
  }

  @Test
  void halfAPairIsRefused() {
    assertThatThrownBy(() ->
            new FhirTls(Optional.of(folder.resolve("c.pem")), Optional.empty(), Optional.empty()))
        .hasMessage("clientCertificate and clientKey must be given together");
  }
}
