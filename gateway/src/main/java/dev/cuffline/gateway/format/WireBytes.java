package dev.cuffline.gateway.format;

/** Walks over the bytes of a characteristic, little-endian; the caller has checked the length. */
final class WireBytes {
  private final byte[] bytes;
  private int next;

  WireBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int unsigned8() {
    return bytes[next++] & 0xFF;
  }

  int unsigned16() {
    int low = unsigned8();
    return low | (unsigned8() << 8);
  }

  int unsigned16BigEndian() {
    int high = unsigned8();
    return (high << 8) | unsigned8();
  }

  long unsigned32() {
    long low = unsigned16();
    return low | ((long) unsigned16() << 16);
  }

  WallTime wallTime() {
    int year = unsigned16();
    int month = unsigned8();
    int day = unsigned8();
    int hours = unsigned8();
    int minutes = unsigned8();
    return WallTime.of(year, month, day, hours, minutes, unsigned8());
  }
}
