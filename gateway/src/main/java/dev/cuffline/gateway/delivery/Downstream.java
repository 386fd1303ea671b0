package dev.cuffline.gateway.delivery;

import java.io.IOException;

/**
 * What a kind of destination does with resources; everything else (what is due, in which order, how
 * often again, what is written down) is the same for all kinds.
 *
 * <p>A resource may be sent more than once, by a retry or after a crash. An implementation makes
 * sure that it is there once all the same.
 */
public interface Downstream extends AutoCloseable {
  /** How much it takes at once. */
  Capacity capacity();

  /**
   * Sends, and waits for the answer. Called by several threads at once when the capacity says so,
   * and never with the same resource by two of them.
   *
   * @return never an exception for what a destination does or is
   */
  Report send(Parcel parcel) throws InterruptedException;

  /** The ledger has what the last report said. */
  default void recorded() {}

  @Override
  void close() throws IOException;

  /**
   * How much is sent at once.
   *
   * @param resources most in one parcel, at least 1
   * @param parcels most under way, at least 1
   */
  record Capacity(int resources, int parcels) {
    /** Refuses what would send nothing. */
    public Capacity {
      if (resources < 1 || parcels < 1) {
        throw new IllegalArgumentException("a destination takes at least one resource at once");
      }
    }
  }
}
