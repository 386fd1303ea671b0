package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.yaml.BadYamlException;
import dev.cuffline.gateway.yaml.YamlNode;
import dev.cuffline.gateway.yaml.YamlSection;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.FeeTable;
import dev.cuffline.rules.billing.FeeTable.Fee;
import dev.cuffline.rules.billing.FeeTable.Participation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fee tables of a folder: YAML files of our own kind, and CMS's relative value files
 * (PPRRVU….csv), which go before them.
 */
public final class FeeTables {
  private final List<FeeTable> tables;

  private FeeTables(List<FeeTable> tables) {
    this.tables =
        tables.stream()
            .sorted(
                Comparator.comparing(FeeTable::status)
                    .thenComparing(FeeTable::effectiveFrom)
                    .reversed())
            .toList();
  }

  /** An amount, and whose it is. */
  public record Amount(BigDecimal dollars, FeeTable table) {}

  /** No table at all: nothing has an amount. */
  public static FeeTables none() {
    return new FeeTables(List.of());
  }

  /**
   * Reads every table of a folder.
   *
   * @throws IllegalArgumentException naming file, line and what was expected
   */
  public static FeeTables read(Path folder) {
    List<FeeTable> tables = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml")) {
          tables.add(table(file));
        } else if (name.startsWith("pprrvu") && name.endsWith(".csv")) {
          tables.add(RelativeValueFile.read(file));
        }
      }
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          folder + ": the fee tables cannot be read; check the setting fees", fault);
    }
    return new FeeTables(tables);
  }

  private static FeeTable table(Path file) throws IOException {
    YamlSection yaml =
        YamlSection.of(YamlNode.parse(Files.readString(file), file.toString()), file.toString());
    String name = yaml.require("name").text();
    String source = yaml.require("source").text();
    LocalDate from = date(yaml.require("effectiveFrom"));
    LocalDate to = date(yaml.require("effectiveTo"));
    FeeTable.Status status =
        yaml.require("status").as("OFFICIAL or UNVERIFIED", FeeTable.Status::valueOf);
    Map<Participation, BigDecimal> factors = factors(yaml.require("conversionFactors").section());
    List<Fee> fees = yaml.require("codes").each().stream().map(FeeTables::fee).toList();
    yaml.refuseOthers();
    try {
      return new FeeTable(name, source, from, to, status, factors, fees);
    } catch (IllegalArgumentException wrong) {
      throw new BadYamlException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Map<Participation, BigDecimal> factors(YamlSection yaml) {
    Map<Participation, BigDecimal> factors = new EnumMap<>(Participation.class);
    number(yaml, "nonApm").ifPresent(factor -> factors.put(Participation.NON_APM, factor));
    number(yaml, "apm").ifPresent(factor -> factors.put(Participation.APM, factor));
    yaml.refuseOthers();
    return factors;
  }

  private static Fee fee(YamlSection.Value each) {
    YamlSection yaml = each.section();
    BillingCode code =
        yaml.require("code").as("a CPT or HCPCS code of five characters", BillingCode::new);
    Fee fee =
        new Fee(
            code, number(yaml, "workRvu"), number(yaml, "totalRvu"), yaml.require("source").text());
    yaml.refuseOthers();
    return fee;
  }

  private static Optional<BigDecimal> number(YamlSection yaml, String key) {
    return yaml.find(key).map(value -> value.as("a number", BigDecimal::new));
  }

  private static LocalDate date(YamlSection.Value value) {
    return value.as("a date such as 2026-01-01", LocalDate::parse);
  }

  /** The tables, those that are asked first in front. */
  public List<FeeTable> tables() {
    return tables;
  }

  /**
   * Dollars for some units, by the first table that knows them; for a practitioner outside of
   * advanced alternative payment models.
   */
  public Optional<Amount> amount(BillingCode code, int units, LocalDate dateOfService) {
    for (FeeTable table : tables) {
      Optional<BigDecimal> dollars =
          table.amount(code, units, dateOfService, Participation.NON_APM);
      if (dollars.isPresent()) {
        return Optional.of(new Amount(dollars.get(), table));
      }
    }
    return Optional.empty();
  }
}
