package dev.cuffline.gateway.ingress.listener;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and with what the listener speaks TLS.
 *
 * @param host address to bind
 * @param port 1 to 65535, or 0 for any free one
 * @param certificate PEM file: the certificate, then those that lead to its authority
 * @param key PEM file: the certificate's private key, PKCS#8, not encrypted
 * @param clientCa PEM file: authorities, one of which must have issued the certificate that every
 *     client then has to show, beside its user name and password; empty when none is asked for
 */
public record TlsSettings(
    String host, int port, Path certificate, Path key, Optional<Path> clientCa) {
  /** Refuses values out of range, naming the setting. */
  public TlsSettings {
    ListenerSettings.require(!host.isBlank(), "mqtt.tls.host must not be blank");
    ListenerSettings.require(port >= 0 && port <= 65_535, "mqtt.tls.port must be 0 to 65535");
  }
}
