package dev.cuffline.gateway.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chain has got to. Kept somewhere else, it shows later whether entries were cut off.
 *
 * @param process whose chain
 * @param seq of the newest entry, from 1
 * @param code of that entry, 64 hexadecimal digits
 */
public record AuditHead(String process, long seq, String code) {
  private static final Pattern TEXT =
      Pattern.compile("([0-9A-Za-z]{1,64}):([1-9][0-9]{0,17}):([0-9a-f]{64})");

  /**
   * Reads {@code PROCESS:SEQ:CODE}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static AuditHead parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be PROCESS:SEQ:CODE as the gateway wrote it, with 64 hexadecimal digits");
    }
    return new AuditHead(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3));
  }

  @Override
  public String toString() {
    return process + ":" + seq + ":" + code;
  }
}
