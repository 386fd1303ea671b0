package dev.cuffline.gateway.journal;

/**
 * How the journal groups and bounds its work.
 *
 * @param maxBatch most transmissions in one commit, 1 to 100,000; a group is never waited for
 * @param queueTransmissions most transmissions waiting for their commit, at least {@code maxBatch}
 * @param queueBytes most bytes waiting for their commit, at least 1,048,576
 */
public record JournalSettings(int maxBatch, int queueTransmissions, long queueBytes) {
  /** Groups of 512, at most 65,536 transmissions or 128 MiB waiting. */
  public static final JournalSettings DEFAULTS = new JournalSettings(512, 65_536, 128L << 20);

  private static final int LARGEST_BATCH = 100_000;
  private static final long SMALLEST_QUEUE_BYTES = 1L << 20;

  /** Refuses values out of range. */
  public JournalSettings {
    if (maxBatch < 1 || maxBatch > LARGEST_BATCH) {
      throw new IllegalArgumentException("journal.maxBatch must be 1 to 100000, not " + maxBatch);
    }
    if (queueTransmissions < maxBatch) {
      throw new IllegalArgumentException(
          "journal.queueTransmissions must be at least journal.maxBatch (%d), not %d"
              .formatted(maxBatch, queueTransmissions));
    }
    if (queueBytes < SMALLEST_QUEUE_BYTES) {
      throw new IllegalArgumentException(
          "journal.queueBytes must be at least 1048576, not " + queueBytes);
    }
  }
}
