package dev.cuffline.gateway.ingress.listener;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts refusals by reason and shows how many devices are connected. */
final class ListenerMetrics {
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

  ListenerMetrics(MeterRegistry meters, Sessions sessions) {
    for (Refusal refusal : Refusal.values()) {
      refused.put(
          refusal,
          Counter.builder("cuffline.mqtt.refused")
              .description("Publishes refused and connections ended by the listener, by reason")
              .tag("reason", refusal.code())
              .register(meters));
    }
    Gauge.builder("cuffline.mqtt.connections", sessions, Sessions::count)
        .description("Devices connected and authenticated")
        .register(meters);
    Gauge.builder("cuffline.mqtt.sessions.kept", sessions, Sessions::keptCount)
        .description("Sessions that outlive their connection until they expire")
        .register(meters);
  }

  void refused(Refusal refusal) {
    Counter counter = refused.get(refusal);
    if (counter != null) {
      counter.increment();
    }
  }
}
