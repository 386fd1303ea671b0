package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.ReadingId;
import java.util.UUID;

/**
 * An alert's name for life: a hash of patient, cause family and the reading that raised it.
 *
 * @param value a name-based UUID, 36 characters
 */
public record AlertId(String value) {
  /** Refuses a blank value. */
  public AlertId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("AlertId must not be blank");
    }
  }

  /** The id of the alert that this reading raises. */
  public static AlertId of(PatientId patient, CauseFamily family, ReadingId raisedBy) {
    byte[] name = lengthPrefixed(patient.value(), family.name(), raisedBy.value());
    return new AlertId(UUID.nameUUIDFromBytes(name).toString());
  }

  /** Lengths keep ("ab", "c") apart from ("a", "bc"). */
  private static byte[] lengthPrefixed(String... parts) {
    int chars = 0;
    for (String part : parts) {
      chars += 1 + part.length();
    }
    byte[] bytes = new byte[2 * chars];
    int at = 0;
    for (String part : parts) {
      at = put(bytes, at, part.length());
      for (int i = 0; i < part.length(); i++) {
        at = put(bytes, at, part.charAt(i));
      }
    }
    return bytes;
  }

  private static int put(byte[] bytes, int at, int sixteenBits) {
    bytes[at] = (byte) (sixteenBits >>> 8);
    bytes[at + 1] = (byte) sixteenBits;
    return at + 2;
  }

  @Override
  public String toString() {
    return value;
  }
}
