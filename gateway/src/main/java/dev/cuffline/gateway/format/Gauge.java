package dev.cuffline.gateway.format;

import java.util.Locale;

/** What a message may say of the device itself, in whole numbers. */
public enum Gauge {
  /** Battery, percent. */
  BATTERY_PERCENT(0, 100),
  /** Battery voltage, millivolt. */
  BATTERY_MILLIVOLT(0, 100_000),
  /** Whether it hangs on the mains: 1 or 0. */
  EXTERNAL_POWER(0, 1),
  /** Signal strength in the vendor's own scale. */
  SIGNAL_RAW(-1_000, 1_000),
  /** Signal strength, percent. */
  SIGNAL_PERCENT(0, 100),
  /** Signal strength in four steps, 1 the weakest as vendors count it. */
  SIGNAL_LEVEL_1_4(0, 4),
  /** Received signal strength, dBm. */
  RSSI_DBM(-200, 20),
  /** How often the device had to try before it got through. */
  TRANSMIT_ATTEMPTS(0, 1_000_000),
  /** How far the device's clock is ahead of the time, seconds; behind it when negative. */
  CLOCK_OFFSET_SECONDS(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final int least;
  private final int most;

  Gauge(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** Whether a value can be meant; both ends can. */
  public boolean holds(long value) {
    return value >= least && value <= most;
  }

  /** The word in test vectors: {@code battery_percent}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word in format files: {@code batteryPercent}. */
  public String key() {
    StringBuilder key = new StringBuilder();
    boolean startsWord = false;
    for (char next : code().toCharArray()) {
      if (next != '_') {
        key.append(startsWord ? Character.toUpperCase(next) : next);
      }
      startsWord = next == '_';
    }
    return key.toString();
  }
}
