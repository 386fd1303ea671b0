package dev.cuffline.gateway.journal;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A transmission on its way to the disk, and the promise given for it. */
final class PendingAppend {
  /** What a waiting entry costs in memory beside its payload, roughly. */
  private static final int OVERHEAD_BYTES = 512;

  final Transmission transmission;
  final long receivedAtNanos;
  final long startedNanos;
  final CompletableFuture<Long> promise = new CompletableFuture<>();

  /**
   * Converts here, on the caller's thread, what could be refused: one odd transmission must not
   * fail its group.
   */
  PendingAppend(Transmission transmission, long startedNanos) {
    this.transmission = transmission;
    this.receivedAtNanos = EpochNanos.of(transmission.receivedAt());
    this.startedNanos = startedNanos;
  }

  long bytes() {
    return (long) OVERHEAD_BYTES + transmission.payload().length;
  }

  /** Instants as one SQLite integer; exact between the years 1678 and 2261. */
  static final class EpochNanos {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private EpochNanos() {}

    static long of(Instant instant) {
      try {
        return Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
      } catch (ArithmeticException outOfRange) {
        throw new IllegalArgumentException("receivedAt is out of range: " + instant, outOfRange);
      }
    }

    static Instant toInstant(long nanos) {
      return Instant.ofEpochSecond(0, nanos);
    }
  }
}
