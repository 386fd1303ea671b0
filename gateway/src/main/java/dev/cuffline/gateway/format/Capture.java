package dev.cuffline.gateway.format;

import dev.cuffline.gateway.registry.DeviceKey;
import java.util.List;
import java.util.Optional;

/**
 * What a payload says of how a measurement was taken and sent, beside its values.
 *
 * @param session what it shares with the other messages of the same measurement, where the vendor
 *     sends pressure and pulse apart: they are joined by it when they are read
 * @param fromMemory whether the device sent it from its memory; empty when it did not say
 * @param hub that sent it, where the payload names it
 * @param revision grows when the vendor changes a reading under the same id; empty where readings
 *     never change
 * @param posture in the vendor's words
 * @param bodySite in the vendor's words
 * @param doubts what the payload itself leaves open: for a person to decide
 */
public record Capture(
    Optional<Session> session,
    Optional<Boolean> fromMemory,
    Optional<DeviceKey> hub,
    Optional<Long> revision,
    Optional<String> posture,
    Optional<String> bodySite,
    List<Reason> doubts) {
  /** Nothing said. */
  public static final Capture NONE =
      new Capture(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  /** Copies the list. */
  public Capture {
    doubts = List.copyOf(doubts);
  }

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
