package dev.cuffline.gateway.delivery.fhir;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Certificates for connections to a server, from PEM files.
 *
 * @param certificate ours, shown to a server that asks for one (mTLS), then those that lead to its
 *     authority
 * @param key of ours: PKCS#8, no password
 * @param serverCa authorities of the server's certificate; empty for those of the Java platform
 */
public record FhirTls(Optional<Path> certificate, Optional<Path> key, Optional<Path> serverCa) {
  /** Refuses half a pair. */
  public FhirTls {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("clientCertificate and clientKey must be given together");
    }
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException naming what cannot be used
   */
  SSLContext context() {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
      if (certificate.isPresent() && key.isPresent()) {
        builder.keyManager(certificate.get().toFile(), key.get().toFile());
      }
      serverCa.ifPresent(file -> builder.trustManager(file.toFile()));
      return ((JdkSslContext) builder.build()).context();
    } catch (SSLException | IllegalArgumentException unfit) {
      throw new IllegalArgumentException(
          "the PEM files of a destination cannot be used: " + unfit.getMessage(), unfit);
    }
  }
}
