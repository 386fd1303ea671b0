package dev.cuffline.gateway.audit;

import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import java.sql.SQLException;

/**
 * An entry in its place.
 *
 * @param process whose chain
 * @param seq from 1
 * @param entry what it says
 * @param code over the code before it and the entry
 */
public record AuditRow(String process, long seq, AuditEntry entry, String code) {
  static AuditRow read(Row row) throws SQLException {
    return new AuditRow(
        row.text("process"),
        row.number("seq"),
        new AuditEntry(
            row.instant("at"),
            row.text("practice_id"),
            row.text("actor"),
            row.text("action"),
            JsonList.read(row.text("patients")),
            AuditEntry.Outcome.valueOf(row.text("outcome"))),
        row.text("code"));
  }
}
