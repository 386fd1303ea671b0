package dev.cuffline.gateway.simulate;

import java.time.ZoneId;
import java.util.Locale;

/**
 * Who a simulated cuff is. Its {@code toString} shows the opaque login alone (P7).
 *
 * @param login the id it logs in with
 * @param imei 15 digits; 99 0000 is the type allocation code of no maker
 * @param bluetooth its address, upper case with colons
 * @param zone of its wall clock, where a format has no instant
 */
public record CuffIdentity(String login, String imei, String bluetooth, ZoneId zone) {
  private static final long MOST = 999_999_999L;

  /**
   * The cuff of a number; the same number gives the same keys.
   *
   * @param number 0 to 999,999,999
   */
  public static CuffIdentity of(String login, long number, ZoneId zone) {
    if (number < 0 || number > MOST) {
      throw new IllegalArgumentException("a cuff's number must be 0 to " + MOST);
    }
    return new CuffIdentity(
        login,
        String.format(Locale.ROOT, "990000%09d", number),
        String.format(
            Locale.ROOT,
            "02:CF:%02X:%02X:%02X:%02X",
            number >> 24 & 0xFF,
            number >> 16 & 0xFF,
            number >> 8 & 0xFF,
            number & 0xFF),
        zone);
  }

  @Override
  public String toString() {
    return "CuffIdentity[" + login + "]";
  }
}
