package dev.cuffline.gateway.format;

import java.util.Optional;

/**
 * What a payload says of how a measurement was sent, beside its values.
 *
 * @param session what it shares with the other messages of the same measurement, where the vendor
 *     sends pressure and pulse apart: they are joined by it when they are read
 * @param fromMemory whether the device sent it from its memory; empty when it did not say
 */
public record Capture(Optional<Session> session, Optional<Boolean> fromMemory) {
  /** Nothing said. */
  public static final Capture NONE = new Capture(Optional.empty(), Optional.empty());

  /**
   * Messages of one measurement.
   *
   * @param time as it stood on the wire
   * @param index tells measurements with the same time apart; empty where there is none
   */
  public record Session(String time, String index) {
    /** Time and index as one text; the same for all messages of one measurement. */
    public String text() {
      return time + "|" + index;
    }
  }
}
