package dev.cuffline.gateway;

import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.ingress.subscriber.BrokerSubscriber;
import dev.cuffline.gateway.ingress.subscriber.SubscriberSettings;
import dev.cuffline.gateway.ingress.subscriber.TopicRoute;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscribers of the settings, joined with what they need. */
final class Subscribers {
  private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);
  private static final int EPOCH_CHARACTERS = 8;

  private Subscribers() {}

  /**
   * Refuses a topic whose format nobody reads.
   *
   * @throws ConfigurationException that names the setting and the formats there are
   */
  static void requireFormats(List<SubscriberSettings> subscribers, Formats formats) {
    for (int i = 0; i < subscribers.size(); i++) {
      List<TopicRoute> topics = subscribers.get(i).topics();
      for (int k = 0; k < topics.size(); k++) {
        String format = topics.get(k).format();
        if (formats.find(format).isEmpty()) {
          throw new ConfigurationException(
              "subscribers[%d].topics[%d].format must be one of %s, not \"%s\" (subscriber %s)"
                  .formatted(
                      i, k, String.join(", ", formats.names()), format, subscribers.get(i).name()));
        }
      }
    }
  }

  /**
   * The settings with a client id where they give none: made of the name and the journal's epoch,
   * since a session belongs to the journal that acknowledged in it. It is the same after every
   * restart, and another for another gateway, also when both share a group and a PostgreSQL store.
   */
  static SubscriberSettings withClientId(SubscriberSettings settings, UUID journalEpoch) {
    String journal = journalEpoch.toString().substring(0, EPOCH_CHARACTERS);
    return settings.withDefaultClientId("cuffline-" + settings.name() + "-" + journal);
  }

  /** What is wrong with those that are not connected; empty when all are. */
  static Optional<String> problem(List<BrokerSubscriber> subscribers) {
    String problems =
        subscribers.stream()
            .flatMap(subscriber -> subscriber.problem().stream())
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
  }

  /** Tells when what comes will be quarantined, since nobody owns it yet. */
  static void tellMissingPractice(SubscriberSettings settings, Database database) {
    boolean there =
        database.read(
            session -> RegistryQueries.practice(session, settings.practice()).isPresent());
    if (!there) {
      LOG.atWarn()
          .addKeyValue("subscriber", settings.name())
          .addKeyValue("practice", settings.practice())
          .log(
              "The practice of a subscriber is not on file yet: what comes is kept and quarantined"
                  + " until the practice and its devices are");
    }
  }
}
