package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.journal.Journal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What intake counts. Identity: {@code cuffline_journal_head = cuffline_transmissions_judged +
 * cuffline_transmissions_waiting}, all three over the life of the journal; {@code
 * cuffline_items_total} summed over its dispositions is the number of items since start.
 */
public final class IntakeMetrics {
  private final MeterRegistry registry;
  private final Counter transmissions;
  private final Map<Disposition, Counter> items = new EnumMap<>(Disposition.class);
  private final Map<Disposition, Counter> released = new EnumMap<>(Disposition.class);

  /** Registers every disposition at 0, so that a dashboard shows what has not happened yet. */
  public IntakeMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.transmissions = Counter.builder("cuffline.transmissions.judged").register(registry);
    for (Disposition disposition : Disposition.values()) {
      items.put(disposition, counter("cuffline.items", disposition));
      released.put(disposition, counter("cuffline.items.released", disposition));
    }
  }

  private Counter counter(String name, Disposition disposition) {
    return Counter.builder(name).tag("disposition", disposition.code()).register(registry);
  }

  void follow(Journal journal, LongSupplier position) {
    Gauge.builder("cuffline.journal.position", position, LongSupplier::getAsLong)
        .register(registry);
    Gauge.builder(
            "cuffline.transmissions.waiting",
            journal,
            j -> Math.max(0, j.head() - position.getAsLong()))
        .register(registry);
  }

  void judged(int transmissionCount, List<Disposition> dispositions) {
    transmissions.increment(transmissionCount);
    dispositions.forEach(disposition -> increment(items, disposition));
  }

  /** Items that left quarantine, by what became of them; they were counted as items before. */
  void released(List<Disposition> dispositions) {
    dispositions.forEach(disposition -> increment(released, disposition));
  }

  private static void increment(Map<Disposition, Counter> counters, Disposition disposition) {
    Counter counter = counters.get(disposition);
    if (counter != null) {
      counter.increment();
    }
  }
}
