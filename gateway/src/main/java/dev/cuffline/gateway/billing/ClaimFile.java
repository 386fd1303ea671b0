package dev.cuffline.gateway.billing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The claims of a batch as CSV (RFC 4180, UTF-8).
 *
 * @param name of the file; a repeated export says so
 * @param number 1 for the first export
 * @param content the text
 */
public record ClaimFile(String name, int number, String content) {
  /** One claim and what was frozen with it. */
  record Entry(Claim claim, EvidenceSnapshot snapshot) {}

  static ClaimFile of(
      String practice, long batch, int number, List<Entry> entries, ExportSettings settings) {
    String again = number == 1 ? "" : "re-export " + number;
    String name =
        "claims-%s-batch-%d%s.csv"
            .formatted(practice, batch, number == 1 ? "" : "-re-export-" + number);
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(settings.columns().stream().map(ExportColumn::heading).toList());
      for (Entry entry : entries) {
        printer.printRecord(
            settings.columns().stream()
                .map(column ->
                    column
                        .field()
                        .map(field -> harmless(value(field, entry, again, settings)))
                        .orElse(column.text()))
                .toList());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new ClaimFile(name, number, text.toString());
  }

  /** A spreadsheet takes what begins like this for a formula (OWASP, CSV injection). */
  private static String harmless(String value) {
    return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static String value(
      ExportColumn.Field field, Entry entry, String again, ExportSettings settings) {
    Claim claim = entry.claim();
    EvidenceSnapshot then = entry.snapshot();
    return switch (field) {
      case CLAIM -> claim.id();
      case BATCH -> String.valueOf(claim.batch());
      case EXPORT -> again;
      case NPI -> then.episode().npi().orElse("");
      case PRACTITIONER -> then.episode().practitionerName().orElse("");
      case PAYER -> then.line().payerProfile();
      case PATIENT -> claim.patient().value();
      case FAMILY -> then.patient().family();
      case GIVEN -> then.patient().given();
      case BIRTH_DATE -> then.patient().birthDate().toString();
      case DX -> String.join(" ", then.episode().diagnoses());
      case CODE -> claim.code().value();
      case MODIFIERS -> settings.modifiers().getOrDefault(claim.code().value(), "");
      case UNITS -> String.valueOf(claim.units());
      case POS -> settings.placeOfService();
      case DOS -> claim.dateOfService().toString();
      case DOS_FROM -> claim.period().from().toString();
      case DOS_TO -> claim.period().to().toString();
      case AMOUNT -> claim.amount().map(amount -> amount.toPlainString()).orElse("");
      case REPLACES -> claim.replaces().orElse("");
      case STATE -> claim.state().name();
      case EVIDENCE -> claim.snapshotSha256();
    };
  }

  /** Whether something like it was written before. */
  public Optional<String> mark() {
    return number == 1 ? Optional.empty() : Optional.of("re-export " + number);
  }
}
