package dev.cuffline.gateway;

import dev.cuffline.gateway.billing.ExportColumn;
import dev.cuffline.gateway.billing.ExportSettings;
import dev.cuffline.rules.billing.BillingCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of the claims file. */
final class ClaimSettings {
  private static final String COLUMNS = "billing.export.columns";
  private static final String PLACE = "billing.export.placeOfService";
  private static final String MODIFIERS = "billing.export.modifiers";

  private ClaimSettings() {}

  static ExportSettings read(SettingsReader settings) {
    String place = settings.text(PLACE, ExportSettings.DEFAULTS.placeOfService());
    if (!place.matches("[0-9]{2}")) {
      throw new IllegalArgumentException(
          PLACE + " must be two digits in quotation marks, such as \"11\"");
    }
    return new ExportSettings(
        columns(settings.text(COLUMNS, String.join(", ", ExportColumn.DEFAULTS))),
        place,
        modifiers(settings.text(MODIFIERS, "")));
  }

  private static List<ExportColumn> columns(String text) {
    try {
      return Arrays.stream(text.split(",")).map(ExportColumn::parse).toList();
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(COLUMNS + " : " + wrong.getMessage(), wrong);
    }
  }

  /** {@code 99457:25, 99458:25 59}. */
  private static Map<String, String> modifiers(String text) {
    Map<String, String> modifiers = new HashMap<>();
    for (String each : text.isBlank() ? new String[0] : text.split(",")) {
      String[] parts = each.strip().split(":", 2);
      if (parts.length != 2 || !parts[1].matches("[0-9A-Z]{2}( [0-9A-Z]{2}){0,3}")) {
        throw new IllegalArgumentException(
            MODIFIERS
                + " must hold codes with one to four modifiers such as 99457:25, 99458:25 59");
      }
      try {
        modifiers.put(new BillingCode(parts[0]).value(), parts[1]);
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(MODIFIERS + " : " + wrong.getMessage(), wrong);
      }
    }
    return modifiers;
  }
}
