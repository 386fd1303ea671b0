package dev.cuffline.gateway.billing;

import java.util.List;
import java.util.Map;

/**
 * How claims are written into a file.
 *
 * @param columns from left to right
 * @param placeOfService two digits, the same for every claim
 * @param modifiers by code, separated by blanks
 */
public record ExportSettings(
    List<ExportColumn> columns, String placeOfService, Map<String, String> modifiers) {
  /** Office, no modifiers. Whatever a payer wants instead is a setting. */
  public static final ExportSettings DEFAULTS =
      new ExportSettings(
          ExportColumn.DEFAULTS.stream().map(ExportColumn::parse).toList(), "11", Map.of());

  /** Copies the collections. */
  public ExportSettings {
    columns = List.copyOf(columns);
    modifiers = Map.copyOf(modifiers);
  }
}
