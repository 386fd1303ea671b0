package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What a destination's delivery shows of itself. Entries that were queued = settled + waiting;
 * resources may be fewer or more.
 */
final class DeliveryMetrics {
  private final String destination;
  private final Database database;
  private final Clock clock;
  private final MeterRegistry registry;
  private final Counter delivered;
  private final Counter parked;
  private final Counter failures;

  DeliveryMetrics(String destination, Database database, Clock clock, MeterRegistry registry) {
    this.destination = destination;
    this.database = database;
    this.clock = clock;
    this.registry = registry;
    this.delivered = outcome("delivered");
    this.parked = outcome("parked");
    this.failures =
        Counter.builder("cuffline.delivery.failures")
            .description("Parcels that were not answered for and are sent again")
            .tag("destination", destination)
            .register(registry);
    Gauge.builder("cuffline.delivery.lag.seconds", this, DeliveryMetrics::lagSeconds)
        .description("How long the oldest change has waited; 0 when nothing waits")
        .tag("destination", destination)
        .register(registry);
    Gauge.builder("cuffline.delivery.waiting", this, DeliveryMetrics::waiting)
        .description("Changes that wait to be sent")
        .tag("destination", destination)
        .register(registry);
  }

  private Counter outcome(String outcome) {
    return Counter.builder("cuffline.delivery.resources")
        .description("Resources that arrived, and changes that were parked")
        .tag("destination", destination)
        .tag("outcome", outcome)
        .register(registry);
  }

  void showHealth(BooleanSupplier healthy) {
    Gauge.builder("cuffline.delivery.healthy", healthy, h -> h.getAsBoolean() ? 1 : 0)
        .description("0 while the destination takes nothing")
        .tag("destination", destination)
        .strongReference(true)
        .register(registry);
  }

  void recorded(Ledger.Recorded recorded) {
    delivered.increment(recorded.delivered());
    parked.increment(recorded.parked());
  }

  void failed() {
    failures.increment();
  }

  private double lagSeconds() {
    return database
        .read(session -> Outbox.waitingSince(session, destination))
        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
        .orElse(0.0);
  }

  private double waiting() {
    return database.read(session -> Outbox.waiting(session, destination));
  }
}
