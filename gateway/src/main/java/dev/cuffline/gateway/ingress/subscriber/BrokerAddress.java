package dev.cuffline.gateway.ingress.subscriber;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a broker listens.
 *
 * @param host name or address; an IPv6 address in brackets
 * @param port 1 to 65,535
 * @param tls whether the connection is encrypted and the broker proves who it is
 */
public record BrokerAddress(String host, int port, boolean tls) {
  /** What an address must look like, for messages. */
  public static final String WANTED =
      "mqtt://HOST:PORT, or mqtts://HOST:PORT for TLS, without a user, password or path";

  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Reads {@code mqtt://}, {@code tcp://} (plain, port 1883 if none) or {@code mqtts://}, {@code
   * ssl://} (TLS, port 8883 if none).
   *
   * @throws IllegalArgumentException when it is anything else; the message repeats nothing of it,
   *     since there may be a password in it
   */
  public static BrokerAddress parse(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      boolean tls = scheme.equals("mqtts") || scheme.equals("ssl");
      boolean plain = scheme.equals("mqtt") || scheme.equals("tcp");
      String host = uri.getHost();
      if (host == null || !(tls || plain) || holdsMore(uri) || uri.getPort() == 0) {
        throw new IllegalArgumentException("url must be " + WANTED);
      }
      int usual = tls ? TLS_PORT : PLAIN_PORT;
      return new BrokerAddress(host, uri.getPort() < 0 ? usual : uri.getPort(), tls);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException("url must be " + WANTED);
    }
  }

  private static boolean holdsMore(URI uri) {
    boolean path = !uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/");
    return path
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getPort() > 65_535;
  }

  /** As Paho spells it. */
  String serverUri() {
    return (tls ? "ssl://" : "tcp://") + host + ":" + port;
  }
}
