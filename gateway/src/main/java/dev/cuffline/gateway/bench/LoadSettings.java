package dev.cuffline.gateway.bench;

import java.time.Duration;

/**
 * How hard to load.
 *
 * @param rate messages a second over all connections; 0 for as fast as acknowledgements come
 * @param connections hubs that are connected at once, 1 to 10,000
 * @param window most messages in flight for each connection, 1 to 65,535
 * @param qos 1 or 2
 * @param devices cuffs behind the hubs, at least one for each connection
 * @param duration how long is measured
 * @param warmUp how long is sent before anything is measured
 * @param format what the hubs write; its payload must name the cuff. {@link #MIXED}: each hub
 *     another one
 * @param seed of the values
 */
public record LoadSettings(
    double rate,
    int connections,
    int window,
    int qos,
    int devices,
    Duration duration,
    Duration warmUp,
    String format,
    long seed) {
  /** Every format whose payload names the cuff, by turns. */
  public static final String MIXED = "mixed";

  private static final int MOST_CONNECTIONS = 10_000;
  private static final int MOST_DEVICES = 10_000_000;

  /** What {@link #rate} 0 is taken for where a number of messages must be foreseen. */
  private static final double FASTEST = 100_000;

  /** Checks the values. */
  public LoadSettings {
    require(rate >= 0 && rate <= 1e7, "--rate must be 0 to 10000000");
    require(
        connections >= 1 && connections <= MOST_CONNECTIONS,
        "--connections must be 1 to " + MOST_CONNECTIONS);
    require(window >= 1 && window <= 65_535, "--window must be 1 to 65535");
    require(qos == 1 || qos == 2, "--qos must be 1 or 2: nobody acknowledges QoS 0");
    require(
        devices >= connections && devices <= MOST_DEVICES,
        "--devices must be at least --connections, and at most " + MOST_DEVICES);
    require(duration.isPositive(), "--duration must be longer than nothing");
    require(!warmUp.isNegative(), "--warm-up must not be negative");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** How many readings of one device to make room for in the past. */
  long roundsForeseen() {
    double seconds = duration.plus(warmUp).toMillis() / 1_000.0;
    return (long) Math.ceil((rate > 0 ? rate : FASTEST) * seconds / devices) + 2;
  }
}
