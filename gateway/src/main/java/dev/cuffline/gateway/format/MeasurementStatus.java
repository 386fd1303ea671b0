package dev.cuffline.gateway.format;

import dev.cuffline.rules.reading.ReadingFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The 16 bits of a Bluetooth Blood Pressure Measurement Status (devices.md 1.1). Bits 3 and 4 are
 * one number; bits 6 to 15 are reserved: ignored and reported (D3).
 *
 * @param bits as on the wire
 */
public record MeasurementStatus(int bits) {
  private static final int RESERVED = 0xFFC0;

  private record Meaning(int mask, int value, String name, ReadingFlag flag) {}

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(0x01, 0x01, "body-movement", ReadingFlag.BODY_MOVEMENT),
          new Meaning(0x02, 0x02, "cuff-too-loose", ReadingFlag.CUFF_TOO_LOOSE),
          new Meaning(0x04, 0x04, "irregular-pulse", ReadingFlag.IRREGULAR_PULSE),
          new Meaning(0x18, 0x08, "pulse-above-range", ReadingFlag.PULSE_ABOVE_RANGE),
          new Meaning(0x18, 0x10, "pulse-below-range", ReadingFlag.PULSE_BELOW_RANGE),
          new Meaning(0x20, 0x20, "improper-position", ReadingFlag.IMPROPER_POSITION));

  /** Names of what is set, in the order of the bits; a reserved pulse range is named as such. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Meaning meaning : MEANINGS) {
      if ((bits & meaning.mask()) == meaning.value()) {
        names.add(meaning.name());
      }
    }
    if ((bits & 0x18) == 0x18) {
      names.add("pulse-range-reserved");
    }
    return List.copyOf(names);
  }

  /** What is set, as flags of a reading; a reserved value says nothing to act upon. */
  public Set<ReadingFlag> flags() {
    Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
    for (Meaning meaning : MEANINGS) {
      if ((bits & meaning.mask()) == meaning.value()) {
        flags.add(meaning.flag());
      }
    }
    return flags;
  }

  /** Whether a reserved bit is set. */
  public boolean hasReservedBits() {
    return (bits & RESERVED) != 0;
  }
}
