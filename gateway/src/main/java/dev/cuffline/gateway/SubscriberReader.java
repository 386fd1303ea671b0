package dev.cuffline.gateway;

import dev.cuffline.gateway.ingress.subscriber.Backoff;
import dev.cuffline.gateway.ingress.subscriber.BrokerAddress;
import dev.cuffline.gateway.ingress.subscriber.SubscriberSettings;
import dev.cuffline.gateway.ingress.subscriber.SubscriberSettings.Login;
import dev.cuffline.gateway.ingress.subscriber.TopicFilter;
import dev.cuffline.gateway.ingress.subscriber.TopicRoute;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads one entry of {@code subscribers}. */
final class SubscriberReader {
  /** Every key of an entry. */
  static final List<String> KEYS =
      List.of(
          "name",
          "url",
          "practice",
          "clientId",
          "group",
          "user",
          "passwordFile",
          "trustFile",
          "receiveMaximum",
          "maximumPacketBytes",
          "sessionExpiry",
          "reconnectMinimum",
          "reconnectMaximum",
          "topics[].filter",
          "topics[].format",
          "topics[].device");

  private static final int RECEIVE_MAXIMUM = 512;
  private static final int MAXIMUM_PACKET_BYTES = 256 * 1_024;

  private SubscriberReader() {}

  /**
   * Reads an entry.
   *
   * @param path of the entry, such as {@code subscribers[0]}
   * @param folder of the settings file, to which the files in it are relative
   */
  static SubscriberSettings read(SettingsReader settings, String path, Path folder) {
    List<TopicRoute> topics =
        settings.list(path + ".topics", List.of(), List.of(), topic -> route(settings, topic));
    return named(
        path,
        () ->
            new SubscriberSettings(
                settings.required(path + ".name", "1 to 40 of a-z, 0-9 and hyphen", name -> name),
                // Not parsed by the reader, which repeats what it refuses: a password may stand
                // there.
                BrokerAddress.parse(
                    settings.required(path + ".url", BrokerAddress.WANTED, url -> url)),
                settings.required(path + ".practice", "the id of a practice", PracticeId::new),
                login(settings, path, folder),
                settings.text(path + ".clientId", ""),
                settings.text(path + ".group", ""),
                settings.integer(path + ".receiveMaximum", RECEIVE_MAXIMUM),
                settings.size(path + ".maximumPacketBytes", MAXIMUM_PACKET_BYTES),
                settings.duration(path + ".sessionExpiry", Duration.ofDays(7)),
                new Backoff(
                    settings.duration(path + ".reconnectMinimum", Duration.ofMillis(500)),
                    settings.duration(path + ".reconnectMaximum", Duration.ofSeconds(30))),
                topics));
  }

  private static Login login(SettingsReader settings, String path, Path folder) {
    return new Login(
        settings.text(path + ".user", ""),
        file(settings, path + ".passwordFile", folder),
        file(settings, path + ".trustFile", folder));
  }

  private static Optional<Path> file(SettingsReader settings, String path, Path folder) {
    String given = settings.text(path, "");
    return given.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(given));
  }

  private static TopicRoute route(SettingsReader settings, String path) {
    return named(
        path,
        () ->
            new TopicRoute(
                settings.required(path + ".filter", TopicFilter.WANTED, TopicFilter::new),
                settings.required(path + ".format", "the name of a payload format", name -> name),
                settings.integer(path + ".device", 0)));
  }

  /** The rooms name a setting as it is called in its entry; a person also needs to know which. */
  private static <T> T named(String path, Supplier<T> entry) {
    try {
      return entry.get();
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(path + "." + refused.getMessage(), refused);
    }
  }
}
