package dev.cuffline.gateway.journal;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/**
 * How many appends a second this machine makes durable; run by hand: {@code JournalThroughput
 * FOLDER COUNT IN_FLIGHT [PER_SECOND]}.
 */
final class JournalThroughput {
  private static final Logger LOG = Logger.getLogger("throughput");

  private JournalThroughput() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    int inFlight = Integer.parseInt(arguments[2]);
    long gapNanos = arguments.length > 3 ? 1_000_000_000L / Long.parseLong(arguments[3]) : 0;
    var permits = new Semaphore(inFlight);
    long[] nanos = new long[count];
    try (var journal =
        SqliteJournal.open(folder, JournalSettings.DEFAULTS, new SimpleMeterRegistry())) {
      long started = System.nanoTime();
      for (int i = 0; i < count; i++) {
        LockSupport.parkNanos(started + i * gapNanos - System.nanoTime());
        permits.acquire();
        int mine = i;
        nanos[mine] = System.nanoTime();
        var _ =
            journal
                .append(Transmissions.with("01J%023d".formatted(mine), new byte[200]))
                .thenRun(() -> {
                  nanos[mine] = System.nanoTime() - nanos[mine];
                  permits.release();
                });
      }
      permits.acquire(inFlight);
      double seconds = (System.nanoTime() - started) / 1e9;
      Arrays.sort(nanos);
      LOG.info(() ->
          "%,.0f/s, p50 %.2f ms, p99 %.2f ms, max %.2f ms"
              .formatted(
                  count / seconds,
                  nanos[count / 2] / 1e6,
                  nanos[count - count / 100 - 1] / 1e6,
                  nanos[count - 1] / 1e6));
    }
  }
}
