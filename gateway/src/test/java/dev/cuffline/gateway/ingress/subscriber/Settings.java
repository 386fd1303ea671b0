package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.gateway.ingress.KnownSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a subscriber as tests need them. */
final class Settings {
  static final String CLIENT_ID = "cuffline-test";
  static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

  private Settings() {}

  /** Plain, without a login, at a port of this machine. */
  static SubscriberSettings at(int port, TopicRoute... topics) {
    return of("mqtt://127.0.0.1:" + port, SubscriberSettings.Login.NONE, "", List.of(topics));
  }

  static SubscriberSettings of(
      String url, SubscriberSettings.Login login, String group, List<TopicRoute> topics) {
    return new SubscriberSettings(
        "hospital",
        BrokerAddress.parse(url),
        KnownSources.PRACTICE,
        login,
        CLIENT_ID,
        group,
        256,
        262_144,
        Duration.ofHours(1),
        QUICK,
        topics);
  }

  static SubscriberSettings.Login login(String user, Path passwordFile) {
    return new SubscriberSettings.Login(user, Optional.of(passwordFile), Optional.empty());
  }

  static TopicRoute route(String filter) {
    return new TopicRoute(new TopicFilter(filter), "mio-telemetry", 0);
  }
}
