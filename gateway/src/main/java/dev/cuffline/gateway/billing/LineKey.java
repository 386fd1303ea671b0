package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.reading.PatientId;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Names a determination: there is one of each code for a patient's period or month.
 *
 * @param patient whose
 * @param code its code
 * @param periodFrom first date of its device period or month
 */
public record LineKey(PatientId patient, BillingCode code, LocalDate periodFrom) {
  /** {@code p-1/99454/2026-01-05}. */
  public String text() {
    return patient.value() + "/" + code.value() + "/" + periodFrom;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws InvalidValueException when it is none
   */
  public static LineKey parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw malformed();
    }
    try {
      return new LineKey(
          new PatientId(Identifier.require(parts[0], "lines")),
          new BillingCode(parts[1]),
          LocalDate.parse(parts[2]));
    } catch (DateTimeException | IllegalArgumentException bad) {
      throw malformed();
    }
  }

  private static InvalidValueException malformed() {
    return new InvalidValueException(
        "lines", "must be patient, code and first date such as p-1/99454/2026-01-05");
  }

  /** Whether this determination is meant. */
  boolean names(Determination determination) {
    return determination.code().equals(code)
        && determination.period().filter(p -> p.from().equals(periodFrom)).isPresent();
  }
}
