package dev.cuffline.gateway.ingress.listener;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings of the MQTT listener; each is checked here.
 *
 * @param host address to bind for plain text
 * @param port for plain text: 1 to 65535, or 0 for any free one; empty when plain text is not
 *     spoken
 * @param tls empty when TLS is not spoken
 * @param maximumPacketBytes longest packet taken, fixed header included; 1,024 to 268,435,460
 * @param connectTimeout how long a connection may take to say CONNECT
 * @param receiveMaximum messages in flight for each connection before reading pauses, 1 to 65535;
 *     announced to MQTT 5
 * @param topicAliasMaximum topic aliases for each connection, 0 to 65535; announced to MQTT 5
 * @param sessionExpiry longest time that a session outlives its connection; 0 keeps none
 * @param keptSessions sessions that may outlive their connections, at least 0
 * @param connectionBytes payload bytes in flight for each connection before reading pauses
 * @param totalMessages messages in flight over all connections before reading pauses
 * @param totalBytes payload bytes in flight over all connections before reading pauses
 * @param drainTimeout how long closing waits for acknowledgements under way
 */
public record ListenerSettings(
    String host,
    OptionalInt port,
    Optional<TlsSettings> tls,
    int maximumPacketBytes,
    Duration connectTimeout,
    int receiveMaximum,
    int topicAliasMaximum,
    Duration sessionExpiry,
    int keptSessions,
    long connectionBytes,
    int totalMessages,
    long totalBytes,
    Duration drainTimeout) {
  private static final int LARGEST_MQTT_PACKET = 268_435_460;
  private static final int KIB = 1_024;

  /** Refuses values out of range, naming the setting. */
  public ListenerSettings {
    require(!host.isBlank(), "mqtt.host must not be blank");
    require(port.orElse(0) >= 0 && port.orElse(0) <= 65_535, "mqtt.port must be off or 0 to 65535");
    require(
        port.isPresent() || tls.isPresent(), "mqtt.port and mqtt.tls.port must not both be off");
    require(
        maximumPacketBytes >= KIB && maximumPacketBytes <= LARGEST_MQTT_PACKET,
        "mqtt.maximumPacketBytes must be 1024 to " + LARGEST_MQTT_PACKET);
    require(positive(connectTimeout), "mqtt.connectTimeout must be positive");
    require(
        receiveMaximum >= 1 && receiveMaximum <= 65_535, "mqtt.receiveMaximum must be 1 to 65535");
    require(
        topicAliasMaximum >= 0 && topicAliasMaximum <= 65_535,
        "mqtt.topicAliasMaximum must be 0 to 65535");
    require(!sessionExpiry.isNegative(), "mqtt.sessionExpiry must not be negative");
    require(keptSessions >= 0, "mqtt.keptSessions must be at least 0");
    require(connectionBytes >= 1, "mqtt.connectionBytes must be at least 1");
    require(totalMessages >= 1, "mqtt.totalMessages must be at least 1");
    require(totalBytes >= 1, "mqtt.totalBytes must be at least 1");
    require(positive(drainTimeout), "mqtt.drainTimeout must be positive");
  }

  /** The defaults at an address, without TLS. */
  public static ListenerSettings at(String host, int port) {
    return new ListenerSettings(
        host,
        OptionalInt.of(port),
        Optional.empty(),
        256 * KIB,
        Duration.ofSeconds(10),
        1_024,
        16,
        Duration.ofDays(7),
        100_000,
        1_024L * KIB,
        32_768,
        64L * KIB * KIB,
        Duration.ofSeconds(5));
  }

  private static boolean positive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
