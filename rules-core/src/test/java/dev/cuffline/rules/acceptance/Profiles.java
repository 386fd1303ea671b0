package dev.cuffline.rules.acceptance;

import dev.cuffline.rules.billing.AnchorMode;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.BlockMode;
import dev.cuffline.rules.billing.DosMode;
import dev.cuffline.rules.billing.NudgeMode;
import dev.cuffline.rules.billing.PayerConditions;
import dev.cuffline.rules.billing.PayerProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the shipped payer profiles, so that the tests speak of the files a practice uses. */
final class Profiles {
  private static final Path FOLDER = Path.of("..", "config", "payers");

  private Profiles() {}

  static PayerProfile read(String name) {
    return of(fields(name), Map.of());
  }

  /** A profile with some keys replaced; {@code adopt=-99470} takes a code away. */
  static PayerProfile read(String name, Map<String, String> overrides) {
    return of(fields(name), overrides);
  }

  private static PayerProfile of(Map<String, String> file, Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(file);
    all.putAll(overrides);
    Set<BillingCode> adopted =
        list(all.getOrDefault("adoptedCodes", "")).stream()
            .filter(c -> !all.getOrDefault("adopt", "").contains("-" + c))
            .map(BillingCode::new)
            .collect(Collectors.toSet());
    return new PayerProfile(
        value(all, "name"),
        value(all, "source"),
        LocalDate.parse(value(all, "effectiveFrom")),
        adopted,
        Integer.parseInt(value(all, "maxUnits99458")),
        Integer.parseInt(value(all, "setupMinDays")),
        Integer.parseInt(value(all, "managementRequiresDataDays")),
        Boolean.parseBoolean(value(all, "liveContactPerAddOn")),
        Boolean.parseBoolean(value(all, "coexist99091")),
        list(value(all, "dxAllowList")),
        AnchorMode.valueOf(value(all, "anchorMode")),
        Integer.parseInt(value(all, "graceHours")),
        Integer.parseInt(value(all, "maxLagHours")),
        BlockMode.valueOf(value(all, "blockMode")),
        DosMode.valueOf(value(all, "dosMode")),
        Boolean.parseBoolean(value(all, "countPassiveReview")),
        NudgeMode.valueOf(value(all, "risk16")),
        new PayerConditions(
            Integer.parseInt(value(all, "consentRenewalMonths")),
            Integer.parseInt(value(all, "orderRenewalMonths")),
            list(value(all, "priorAuth")).stream()
                .map(BillingCode::new)
                .collect(Collectors.toSet()),
            list(value(all, "frequencyLimits")).stream()
                .map(limit -> limit.split(":", 2))
                .collect(
                    Collectors.toMap(
                        parts -> new BillingCode(parts[0]), parts -> Integer.valueOf(parts[1])))));
  }

  private static String value(Map<String, String> fields, String key) {
    return Objects.requireNonNull(fields.get(key), key);
  }

  private static Set<String> list(String text) {
    return Stream.of(text.replaceAll("[\\[\\]\" ]", "").split(",", -1))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Map<String, String> fields(String name) {
    try (Stream<String> lines = Files.lines(FOLDER.resolve(name + ".yaml"))) {
      return lines
          .filter(line -> !line.startsWith("#") && line.contains(": "))
          .map(line -> line.split(": ", 2))
          .collect(Collectors.toMap(p -> p[0], p -> p[1].replaceAll("^\"|\"$", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
