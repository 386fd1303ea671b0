package dev.cuffline.gateway.alerting;

import java.util.Arrays;
import java.util.HexFormat;

/** A growing row of bytes: whole numbers in as few as they need, and ids of hexadecimal digits. */
final class PackedBytes {
  private static final HexFormat HEX = HexFormat.of();
  private static final int START = 128;
  private static final int SEVEN_BITS = 0x7F;
  private static final int MORE = 0x80;
  private static final int MAX_NUMBER = 10;

  /** Most clocks know whole seconds only. */
  private static final long MICROS = 1_000_000;

  private byte[] bytes = new byte[START];
  private int end;

  int capacity() {
    return bytes.length;
  }

  /** Grows by a half, not by double: there is one for every patient. */
  private void reserve(int more) {
    if (end + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length + bytes.length / 2));
    }
  }

  /** Microseconds, of either sign. */
  void putSpan(long micros) {
    boolean whole = micros % MICROS == 0;
    long number = whole ? micros / MICROS : micros;
    putNumber((number << 1 ^ number >> 63) << 1 | (whole ? 1 : 0));
  }

  /** A number, small for choice; read as unsigned. */
  void putNumber(long number) {
    reserve(MAX_NUMBER);
    long left = number;
    while ((left & ~SEVEN_BITS) != 0) {
      bytes[end++] = (byte) ((left & SEVEN_BITS) | MORE);
      left >>>= 7;
    }
    bytes[end++] = (byte) left;
  }

  /** An even number of hexadecimal digits, at most 254. */
  void putHex(String digits) {
    int length = digits.length() / 2;
    reserve(length + 1);
    bytes[end++] = (byte) length;
    for (int i = 0; i < length; i++) {
      bytes[end++] = (byte) HexFormat.fromHexDigits(digits, 2 * i, 2 * i + 2);
    }
  }

  Reader reader() {
    return new Reader();
  }

  /** Reads in the order in which it was put. */
  final class Reader {
    private int at;

    long span() {
      long coded = number();
      long folded = coded >>> 1;
      long number = folded >>> 1 ^ -(folded & 1);
      return (coded & 1) == 1 ? number * MICROS : number;
    }

    long number() {
      long number = 0;
      int shift = 0;
      byte next = bytes[at++];
      while (next < 0) {
        number |= (long) (next & SEVEN_BITS) << shift;
        shift += 7;
        next = bytes[at++];
      }
      return number | (long) next << shift;
    }

    String hex() {
      int length = bytes[at++];
      String digits = HEX.formatHex(bytes, at, at + length);
      at += length;
      return digits;
    }

    void skipHex() {
      at += 1 + bytes[at];
    }
  }
}
