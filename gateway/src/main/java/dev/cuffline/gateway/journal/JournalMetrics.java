package dev.cuffline.gateway.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the journal counts. Identity: appended = {@code cuffline_journal_append_seconds_count} +
 * {@code cuffline_journal_failed_total} + those still waiting.
 */
final class JournalMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final List<Gauge> gauges;
  private final Timer append;
  private final DistributionSummary batch;
  private final Counter failed;

  JournalMetrics(MeterRegistry registry, AppendQueue queue, Journal journal) {
    this.registry = registry;
    append =
        Timer.builder("cuffline.journal.append")
            .description("From the call to append until the bytes are durable")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                Duration.ofSeconds(1))
            .register(registry);
    batch =
        DistributionSummary.builder("cuffline.journal.batch.size")
            .description("Transmissions in one commit")
            .register(registry);
    failed =
        Counter.builder("cuffline.journal.failed")
            .description("Appends that were refused or failed, never acknowledged")
            .register(registry);
    gauges =
        List.of(
            Gauge.builder("cuffline.journal.queue.transmissions", queue, AppendQueue::size)
                .description("Transmissions waiting for their commit")
                .register(registry),
            Gauge.builder("cuffline.journal.queue.bytes", queue, AppendQueue::bytes)
                .description("Bytes waiting for their commit")
                .register(registry),
            Gauge.builder("cuffline.journal.head", journal, Journal::head)
                .description("Position of the newest durable transmission")
                .register(registry),
            Gauge.builder("cuffline.journal.healthy", journal, it -> it.healthy() ? 1 : 0)
                .description("0 once writing failed: nothing is acknowledged until a restart")
                .register(registry));
  }

  /** Takes the gauges away, which would go on showing a closed journal; counts stay. */
  @Override
  public void close() {
    gauges.forEach(registry::remove);
  }

  void durable(List<PendingAppend> group, long nowNanos) {
    batch.record(group.size());
    for (PendingAppend each : group) {
      append.record(nowNanos - each.startedNanos, TimeUnit.NANOSECONDS);
    }
  }

  void failed(int count) {
    failed.increment(count);
  }
}
