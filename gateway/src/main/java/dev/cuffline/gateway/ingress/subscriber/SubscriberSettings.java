package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.rules.reading.PracticeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One broker and what is taken from it. Every check names the setting as the file calls it.
 *
 * @param name 1 to 40 of a–z, 0–9 and hyphen; it tags metrics and names the source of what comes
 * @param practice the owner of everything that comes
 * @param login how we log in there
 * @param clientId names our session at the broker; empty for one made of the name and the journal
 * @param group of a shared subscription, {@code $share/GROUP/…}; empty for a plain one
 * @param receiveMaximum messages sent to us and not acknowledged yet, 256 to 1,024
 * @param maximumPacketBytes longest packet that the broker may send, 1,024 to 268,435,460; it drops
 *     a longer one
 * @param sessionExpiry how long the broker keeps what comes while we are away; 1 minute to 136
 *     years
 * @param topics at least one; the first filter in order that matches says what a message is
 */
public record SubscriberSettings(
    String name,
    BrokerAddress address,
    PracticeId practice,
    Login login,
    String clientId,
    String group,
    int receiveMaximum,
    int maximumPacketBytes,
    Duration sessionExpiry,
    Backoff backoff,
    List<TopicRoute> topics) {
  private static final int LEAST_IN_FLIGHT = 256;
  private static final int MOST_IN_FLIGHT = 1_024;
  private static final int LEAST_PACKET = 1_024;
  private static final int LARGEST_MQTT_PACKET = 268_435_460;

  /** 0xFFFFFFFF stands for never; MQTT 5.0 section 3.1.2.11.2. */
  private static final long LONGEST_EXPIRY_SECONDS = 0xFFFF_FFFEL;

  /**
   * How we log in and whom we believe. Holds no secret itself, only where one is kept.
   *
   * @param user empty for none
   * @param passwordFile file that holds the password and nothing else
   * @param trustFile certificates in PEM that prove a broker; the platform's when there is none
   */
  public record Login(String user, Optional<Path> passwordFile, Optional<Path> trustFile) {
    /** Nobody in particular, and the platform's certificates. */
    public static final Login NONE = new Login("", Optional.empty(), Optional.empty());

    /** Refuses a password that belongs to nobody. */
    public Login {
      require(
          passwordFile.isEmpty() || !user.isEmpty(),
          "passwordFile must be left out when there is no user");
    }
  }

  /** Refuses values out of range. */
  public SubscriberSettings {
    topics = List.copyOf(topics);
    require(name.matches("[a-z0-9-]{1,40}"), "name must be 1 to 40 of a-z, 0-9 and hyphen");
    require(
        login.trustFile().isEmpty() || address.tls(),
        "trustFile must be left out unless url begins with mqtts://");
    require(
        clientId.length() <= 128 && clientId.chars().noneMatch(Character::isISOControl),
        "clientId must have at most 128 characters");
    require(
        group.chars().noneMatch(each -> "/+#".indexOf(each) >= 0),
        "group must be a name without / + #");
    require(
        receiveMaximum >= LEAST_IN_FLIGHT && receiveMaximum <= MOST_IN_FLIGHT,
        "receiveMaximum must be 256 to 1024, not " + receiveMaximum);
    require(
        maximumPacketBytes >= LEAST_PACKET && maximumPacketBytes <= LARGEST_MQTT_PACKET,
        "maximumPacketBytes must be 1024 to 268435460, not " + maximumPacketBytes);
    require(
        sessionExpiry.compareTo(Duration.ofMinutes(1)) >= 0
            && sessionExpiry.toSeconds() <= LONGEST_EXPIRY_SECONDS,
        "sessionExpiry must be at least 1m and at most 49710d: a session that ends with the"
            + " connection keeps nothing");
    require(!topics.isEmpty(), "topics must have at least one filter");
  }

  /** The same with a client id where none was given. */
  public SubscriberSettings withDefaultClientId(String given) {
    return clientId.isEmpty()
        ? new SubscriberSettings(
            name,
            address,
            practice,
            login,
            given,
            group,
            receiveMaximum,
            maximumPacketBytes,
            sessionExpiry,
            backoff,
            topics)
        : this;
  }

  /** A filter as it stands in SUBSCRIBE (MQTT 5.0 section 4.8.2). */
  String subscription(TopicRoute route) {
    return group.isEmpty()
        ? route.filter().text()
        : "$share/" + group + "/" + route.filter().text();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
