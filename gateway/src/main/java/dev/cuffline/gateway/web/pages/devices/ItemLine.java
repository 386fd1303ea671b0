package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An item, and the critical value in it that nobody could attribute.
 *
 * @param reasons codes, the subject behind a colon
 * @param critical the sentence of its alert, if one is not resolved
 */
record ItemLine(
    String transmission,
    int item,
    Instant receivedAt,
    String source,
    String format,
    String disposition,
    List<String> reasons,
    String detail,
    String deviceKey,
    Optional<String> device,
    Optional<String> patient,
    Optional<String> reading,
    Optional<Instant> measuredAt,
    Optional<String> critical) {
  static ItemLine read(Row row) throws SQLException {
    return new ItemLine(
        row.text("transmission_id"),
        Math.toIntExact(row.number("item_no")),
        row.instant("received_at"),
        row.text("source"),
        row.text("format"),
        row.text("disposition"),
        JsonList.read(row.text("reasons")),
        row.text("detail"),
        row.optionalText("device_key").orElse(""),
        row.optionalText("device_id"),
        row.optionalText("patient_id"),
        row.optionalText("reading_id"),
        row.optionalInstant("measured_at"),
        row.optionalText("critical"));
  }

  boolean isInQuarantine() {
    return disposition.equals("quarantine");
  }

  /** Whether a person can have it judged again. */
  boolean canBeReadAgain() {
    return isInQuarantine() || disposition.equals("reject");
  }

  /** Its place, as forms and addresses write it. */
  String place() {
    return transmission + "-" + item;
  }

  /** {@code 214/128 mmHg}; empty when nothing in it is critical. */
  String criticalValue() {
    return critical
        .map(sentence ->
            sentence
                .replaceFirst("^[^:]*: ", "")
                .replaceFirst(", (whose is it|when was it taken)\\?$", "")
                .replaceFirst("(\\d+/\\d+)", "$1 mmHg"))
        .orElse("");
  }
}
