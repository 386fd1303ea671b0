package dev.cuffline.gateway.intake.vectors;

import java.util.HexFormat;
import java.util.Optional;

/** Bytes written as hex digits. */
public final class HexText {
  private HexText() {}

  /** Bytes from pairs of hex digits, with blanks, colons or hyphens between them if need be. */
  public static Optional<byte[]> parse(String text) {
    try {
      return Optional.of(HexFormat.of().parseHex(text.replaceAll("[\\s:-]", "")));
    } catch (IllegalArgumentException noHex) {
      return Optional.empty();
    }
  }
}
