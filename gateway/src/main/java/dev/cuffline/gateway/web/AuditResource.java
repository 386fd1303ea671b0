package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.AUDIT;

import dev.cuffline.gateway.audit.AuditEntry;
import dev.cuffline.gateway.audit.AuditHead;
import dev.cuffline.gateway.audit.AuditQueries;
import dev.cuffline.gateway.audit.AuditRow;
import dev.cuffline.gateway.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /audit}: who looked at what and did what. */
final class AuditResource {
  private final Database database;

  AuditResource(WebParts parts) {
    this.database = parts.database();
  }

  /** An entry of the log. */
  record Entry(
      Instant at,
      String actor,
      String action,
      List<String> patients,
      AuditEntry.Outcome outcome,
      String process,
      long seq) {
    static Entry of(AuditRow row) {
      AuditEntry entry = row.entry();
      return new Entry(
          entry.at(),
          entry.actor(),
          entry.action(),
          entry.patients(),
          entry.outcome(),
          row.process(),
          row.seq());
    }
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/audit", AUDIT, this::list),
        Endpoint.get("/audit/heads", AUDIT, this::heads));
  }

  private Answer list(Call call) {
    Optional<AuditQueries.Place> before =
        call.cursor(3)
            .map(key ->
                new AuditQueries.Place(
                    Cursor.instant(key.get(0)), key.get(1), Cursor.number(key.get(2))));
    var search =
        new AuditQueries.Search(
            call.parameter("actor"),
            call.parameter("patient"),
            call.instant("from"),
            call.instant("to"),
            before);
    List<Entry> rows =
        database.read(s -> AuditQueries.find(s, call.practice(), search, call.limit() + 1)).stream()
            .map(Entry::of)
            .toList();
    return Answer.ok(
        Listing.of(
            rows,
            call.limit(),
            row -> List.of(row.at().toString(), row.process(), Long.toString(row.seq()))));
  }

  private Answer heads(Call call) {
    call.requireEveryPractice();
    List<AuditHead> heads = database.read(AuditQueries::heads);
    return Answer.ok(Listing.all(heads));
  }
}
