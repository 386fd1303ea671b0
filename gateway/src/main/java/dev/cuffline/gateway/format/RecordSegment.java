package dev.cuffline.gateway.format;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Blood Pressure Record, 0x2B36: a segment of a stored record (devices.md 1.6). Where there is a
 * checksum it is left in the payload: its algorithm is not confirmed.
 *
 * @param first whether the record begins here
 * @param last whether it ends here
 * @param counter of segments, 0 to 63, rolling over
 * @param sequence number of the record
 * @param uuid of the recorded characteristic
 * @param payload of that characteristic, as hex digits in upper case
 */
public record RecordSegment(
    boolean first, boolean last, int counter, int sequence, int uuid, String payload) {
  private static final int HEADER = 5;
  private static final int FIRST = 1;
  private static final int LAST = 2;

  /** The payload as bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(payload);
  }

  /** Empty when there are too few bytes. */
  public static Optional<RecordSegment> read(byte[] bytes) {
    if (bytes.length < HEADER) {
      return Optional.empty();
    }
    WireBytes wire = new WireBytes(bytes);
    int header = wire.unsigned8();
    return Optional.of(
        new RecordSegment(
            (header & FIRST) != 0,
            (header & LAST) != 0,
            header >> 2,
            wire.unsigned16(),
            wire.unsigned16(),
            HexFormat.of().withUpperCase().formatHex(bytes, HEADER, bytes.length)));
  }
}
