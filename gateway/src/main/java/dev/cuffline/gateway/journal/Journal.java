package dev.cuffline.gateway.journal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Append-only log of transmissions. Safe for use by many threads.
 *
 * <p>Identity: appended = durable + failed, and a failed append was never acknowledged.
 */
public interface Journal extends AutoCloseable {
  /**
   * Made once, when the journal is created; a cursor is only valid with the epoch it was made in.
   */
  UUID epoch();

  /**
   * Appends a transmission.
   *
   * @return completes with its position after the bytes are durable (P1). Completes exceptionally
   *     with {@link JournalUnavailableException} when they are not and never will be: the journal
   *     is full, has failed, or its bounded queue is full. The caller must then not acknowledge. It
   *     is completed on a journal thread: hand over quickly.
   */
  CompletableFuture<Long> append(Transmission transmission);

  /**
   * Durable entries after a position, in order.
   *
   * @param after exclusive; 0 for the beginning
   * @param limit at most so many, at least 1
   */
  List<JournalEntry> read(long after, int limit);

  /** The entry of a transmission, when it is durable. */
  Optional<JournalEntry> find(String transmissionId);

  /** Position of the newest durable entry; 0 when there is none. */
  long head();

  /** Calls back after each group became durable, on a journal thread; must not block. */
  void onAppended(Runnable listener);

  /** False once an append failed for a reason that needs a person (full disk, failed fsync). */
  boolean healthy();

  /** Waits for the group under way, then closes. Appends after this fail. */
  @Override
  void close();
}
