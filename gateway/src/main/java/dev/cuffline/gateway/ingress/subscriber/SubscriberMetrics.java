package dev.cuffline.gateway.ingress.subscriber;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/**
 * How one subscriber is. What it received is counted with every transport's, in {@code
 * cuffline_transmissions_received_total}.
 */
final class SubscriberMetrics {
  private static final String TAG = "subscriber";

  private final Map<Ending, Counter> reconnects = new EnumMap<>(Ending.class);

  SubscriberMetrics(MeterRegistry meters, String name, ReconnectLoop loop) {
    for (Ending ending : Ending.values()) {
      reconnects.put(
          ending,
          Counter.builder("cuffline.subscriber.reconnects")
              .description("Attempts to connect after the first, by what made them necessary")
              .tag(TAG, name)
              .tag("reason", ending.code())
              .register(meters));
    }
    Gauge.builder("cuffline.subscriber.connected", loop, each -> each.isConnected() ? 1 : 0)
        .description("1 while connected and subscribed at the broker, else 0")
        .tag(TAG, name)
        .register(meters);
    Gauge.builder("cuffline.subscriber.in.flight", loop, ReconnectLoop::inFlight)
        .description("Messages from the broker that are not acknowledged yet")
        .tag(TAG, name)
        .register(meters);
  }

  void reconnecting(Ending reason) {
    Counter counter = reconnects.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }
}
