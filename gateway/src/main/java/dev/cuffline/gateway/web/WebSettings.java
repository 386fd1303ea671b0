package dev.cuffline.gateway.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens.
 *
 * @param host address or name; {@code 127.0.0.1} unless somebody decides otherwise
 * @param port 0 for any free one
 */
public record WebSettings(String host, int port) {
  /** Checks the values. */
  public WebSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("http.host must not be blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("http.port must be between 0 and 65535");
    }
  }

  InetSocketAddress address() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("http.host is not an address of this machine", unknown);
    }
  }

  /** Whether only this machine can connect: then {@code /metrics} needs no token. */
  public boolean loopback() {
    return address().getAddress().isLoopbackAddress();
  }
}
