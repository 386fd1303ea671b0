package dev.cuffline.gateway.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which models are known to deviate from a standard; chosen by manufacturer and model on file,
 * never by guessing from the bytes (D4, devices.md 1.8).
 */
public final class QuirkTable {
  private record Row(String manufacturer, String modelPrefix, String quirk) {}

  /** derdilla/blood-pressure-monitor-fl PR 735: four frames of Beurer cuffs. */
  private static final List<Row> ROWS =
      List.of(
          new Row("beurer", "bm48", "beurer-be"),
          new Row("beurer", "bm59", "beurer-be"),
          new Row("beurer", "bm85", "beurer-be"),
          new Row("beurer", "elite900", "beurer-be"));

  private QuirkTable() {}

  /** The quirks of a model; letter case and blanks do not matter. */
  public static Quirks of(String manufacturer, String model) {
    String maker = plain(manufacturer);
    String type = plain(model);
    return ROWS.stream()
        .filter(row -> maker.startsWith(row.manufacturer()) && type.startsWith(row.modelPrefix()))
        .findFirst()
        .map(row -> new Quirks(Set.of(row.quirk())))
        .orElse(Quirks.NONE);
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
