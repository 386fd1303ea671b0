package dev.cuffline.gateway.ingress;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.registry.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one way from a wire into the journal: gives a transmission its id and its time, appends it,
 * counts it when it is durable. Safe for use by many threads.
 *
 * <p>Metric {@code cuffline_transmissions_received_total{transport}} counts durable transmissions
 * only, so that received = judged + waiting holds.
 */
public final class Reception {
  private final Journal journal;
  private final Clock clock;
  private final UlidFactory ids = UlidFactory.newMonotonicInstance();
  private final Map<Transport, Counter> received = new EnumMap<>(Transport.class);

  /**
   * Makes a reception for all transports.
   *
   * @param clock read once for each transmission; its instants are kept to the millisecond, so that
   *     they survive every store unchanged
   */
  public Reception(Journal journal, Clock clock, MeterRegistry meters) {
    this.journal = journal;
    this.clock = clock;
    for (Transport transport : Transport.values()) {
      received.put(
          transport,
          Counter.builder("cuffline.transmissions.received")
              .description("Transmissions made durable, by transport")
              .tag("transport", transport.code())
              .register(meters));
    }
  }

  /**
   * Takes a transmission in.
   *
   * @param settlement told what became of it; never before its bytes are durable
   * @return its id, a ULID, which may be shown to the sender once it is durable
   */
  public String receive(Source source, Inbound inbound, Settlement settlement) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = ids.create(now.toEpochMilli()).toString();
    Transmission transmission =
        new Transmission(
            id,
            now,
            source.practice(),
            inbound.transport(),
            source.id(),
            inbound.format(),
            inbound.path(),
            inbound.contentType(),
            inbound.retained(),
            inbound.payload());
    var _ =
        append(transmission)
            .whenComplete((position, cause) -> settle(inbound.transport(), settlement, cause));
    return id;
  }

  /** False when the journal needs a person: a failure is then not a matter of waiting a little. */
  public boolean healthy() {
    return journal.healthy();
  }

  private CompletableFuture<Long> append(Transmission transmission) {
    try {
      return journal.append(transmission);
    } catch (RuntimeException fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  private void settle(Transport transport, Settlement settlement, @Nullable Throwable cause) {
    if (cause != null) {
      settlement.failed(cause);
      return;
    }
    Counter counter = received.get(transport);
    if (counter != null) {
      counter.increment();
    }
    settlement.durable();
  }
}
