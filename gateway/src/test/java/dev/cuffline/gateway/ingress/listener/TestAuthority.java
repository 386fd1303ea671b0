package dev.cuffline.gateway.ingress.listener;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** A certificate authority of a test, with an intermediate one, and the files it writes. */
final class TestAuthority {
  private final X509Bundle root;
  private final X509Bundle intermediate;
  private final CertificateBuilder.Algorithm algorithm;

  TestAuthority(CertificateBuilder.Algorithm algorithm) throws Exception {
    this.algorithm = algorithm;
    root = authority("CN=Test Root").buildSelfSigned();
    intermediate = authority("CN=Test Intermediate").buildIssuedBy(root);
  }

  private CertificateBuilder authority(String subject) {
    return new CertificateBuilder()
        .algorithm(algorithm)
        .subject(subject)
        .setIsCertificateAuthority(true);
  }

  /** A certificate for this machine, or for a client. */
  X509Bundle issue(String name) throws Exception {
    return new CertificateBuilder()
        .algorithm(algorithm)
        .subject("CN=" + name)
        .addSanDnsName("localhost")
        .addSanIpAddress("127.0.0.1")
        .buildIssuedBy(intermediate);
  }

  /** The root in a PEM file. */
  Path rootIn(Path folder) throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), root.getCertificatePEM());
  }

  /** Certificate with its intermediate, and key, in PEM files of the folder. */
  static TlsSettings write(X509Bundle bundle, Path folder) throws IOException {
    Path certificate =
        Files.writeString(folder.resolve("chain.pem"), bundle.getCertificatePathPEM());
    Path key = Files.writeString(folder.resolve("key.pem"), bundle.getPrivateKeyPEM());
    return new TlsSettings("127.0.0.1", 0, certificate, key, Optional.empty());
  }

  /** A client's context: it trusts this authority and shows this certificate. */
  SSLContext client(Optional<X509Bundle> certificate) throws GeneralSecurityException {
    KeyManager[] keys =
        certificate.isEmpty() ? null : certificate.get().toKeyManagerFactory().getKeyManagers();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, root.toTrustManagerFactory().getTrustManagers(), null);
    return context;
  }
}
