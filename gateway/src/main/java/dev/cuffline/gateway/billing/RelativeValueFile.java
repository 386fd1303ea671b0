package dev.cuffline.gateway.billing;

import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.FeeTable;
import dev.cuffline.rules.billing.FeeTable.Fee;
import dev.cuffline.rules.billing.FeeTable.Participation;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * CMS's file of relative value units (PPRRVU, "National Physician Fee Schedule Relative Value
 * File"): some lines about it, a heading that begins with HCPCS, then a line for each code and
 * modifier. Descriptors are the AMA's and are not kept. The year is in the file's name.
 */
final class RelativeValueFile {
  private static final Pattern NAME = Pattern.compile("(?i)pprrvu(?:20)?(\\d{2})\\D.*");
  private static final int CODE = 0;
  private static final int MODIFIER = 1;
  private static final int WORK = 5;
  private static final int TOTAL = 11;
  private static final String FACTOR = "FACTOR";

  private RelativeValueFile() {}

  static FeeTable read(Path file) throws IOException {
    String name = file.getFileName().toString();
    Matcher year = NAME.matcher(name);
    if (!year.matches()) {
      throw new IllegalArgumentException(
          file + ": expected the year in the name, such as PPRRVU26_JAN.csv");
    }
    LocalDate from = LocalDate.of(2000 + Integer.parseInt(year.group(1)), 1, 1);
    List<Fee> fees = new ArrayList<>();
    Optional<BigDecimal> factor = Optional.empty();
    int factorAt = -1;
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        CSVParser lines = CSVParser.parse(reader, CSVFormat.DEFAULT)) {
      for (CSVRecord line : lines) {
        if (factorAt < 0) {
          factorAt = line.get(CODE).strip().equals("HCPCS") ? factorColumn(line, file) : -1;
        } else if (line.size() > factorAt && line.get(MODIFIER).isBlank()) {
          fee(line, name, file).ifPresent(fees::add);
          factor = factor.isPresent() ? factor : number(line, factorAt, file);
        }
      }
    }
    if (factorAt < 0 || factor.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": expected a heading that begins with HCPCS and has a column FACTOR, and lines");
    }
    return new FeeTable(
        name,
        "CMS relative value file " + name,
        from,
        from.plusYears(1).minusDays(1),
        FeeTable.Status.OFFICIAL,
        Map.of(Participation.NON_APM, factor.get()),
        fees);
  }

  private static int factorColumn(CSVRecord heading, Path file) {
    for (int i = 0; i < heading.size(); i++) {
      if (heading.get(i).strip().endsWith(FACTOR)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        file + ", line " + heading.getRecordNumber() + ": expected a column FACTOR");
  }

  private static Optional<Fee> fee(CSVRecord line, String name, Path file) {
    String code = line.get(CODE).strip();
    return code.matches("[0-9A-Z]{5}")
        ? Optional.of(
            new Fee(
                new BillingCode(code),
                number(line, WORK, file),
                number(line, TOTAL, file),
                "CMS relative value file " + name))
        : Optional.empty();
  }

  private static Optional<BigDecimal> number(CSVRecord line, int column, Path file) {
    String text = line.get(column).strip();
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "%s, line %d, column %d: expected a number, found %s"
              .formatted(file, line.getRecordNumber(), column + 1, text),
          wrong);
    }
  }
}
