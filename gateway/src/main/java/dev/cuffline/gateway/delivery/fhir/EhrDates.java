package dev.cuffline.gateway.delivery.fhir;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;

/** Dates of an EHR as dates at the patient's home. A year or a month alone is no date. */
record EhrDates(ZoneId zone) {
  private static final int DAY = "2026-01-31".length();

  Optional<LocalDate> date(BaseDateTimeType time) {
    String text = time.getValueAsString();
    if (text == null || text.length() < DAY) {
      return Optional.empty();
    }
    return Optional.of(
        text.length() == DAY
            ? LocalDate.parse(text)
            : LocalDate.ofInstant(time.getValue().toInstant(), zone));
  }

  Optional<LocalDate> start(Period period) {
    return date(period.getStartElement());
  }

  /** The last date. */
  Optional<LocalDate> end(Period period) {
    return date(period.getEndElement());
  }

  /** {@code from 2026-01-05 to 2026-02-01}, as far as they are known. */
  static String words(Optional<LocalDate> from, Optional<LocalDate> to) {
    return from.map(day -> " from " + day).orElse("") + to.map(day -> " to " + day).orElse("");
  }

  /** The first identifier that stands alone in its system. */
  static Optional<String> identifier(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
        .map(EhrReferences::token)
        .findFirst();
  }
}
