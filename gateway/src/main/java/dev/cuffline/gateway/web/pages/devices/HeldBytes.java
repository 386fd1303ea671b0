package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.QuarantineDesk.Payload;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes for eyes: text as it is, anything else as offset, hexadecimal digits and letters. */
final class HeldBytes {
  private static final int SHOWN = 4_096;
  private static final int IN_A_ROW = 16;

  private HeldBytes() {}

  static HeldView.Bytes of(Payload payload) {
    if (payload.text().isPresent()) {
      String text = payload.text().get();
      String shown = text.substring(0, Math.min(text.length(), SHOWN));
      int size = shown.getBytes(StandardCharsets.UTF_8).length;
      return new HeldView.Bytes(shown, payload.size(), Math.max(0, payload.size() - size));
    }
    byte[] all = HexFormat.of().parseHex(payload.hex().orElse(""));
    int shown = Math.min(all.length, SHOWN);
    StringBuilder rows = new StringBuilder();
    for (int at = 0; at < shown; at += IN_A_ROW) {
      row(rows, all, at, Math.min(at + IN_A_ROW, shown));
    }
    return new HeldView.Bytes(rows.toString(), payload.size(), payload.size() - shown);
  }

  private static void row(StringBuilder rows, byte[] all, int from, int to) {
    StringBuilder letters = new StringBuilder();
    rows.append("%06x ".formatted(from));
    for (int at = from; at < from + IN_A_ROW; at++) {
      rows.append(at < to ? " %02x".formatted(all[at] & 0xff) : "   ");
      if (at < to) {
        boolean printable = all[at] >= ' ' && all[at] < 0x7f;
        letters.append(printable ? (char) all[at] : '.');
      }
    }
    rows.append("  ").append(letters).append('\n');
  }
}
