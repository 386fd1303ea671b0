package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.registry.Circumstances.Payer;
import dev.cuffline.gateway.registry.Circumstances.ServiceDates;
import dev.cuffline.gateway.registry.Circumstances.Span;
import dev.cuffline.gateway.store.EnrolmentSpans;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rows of {@code enrolment_span}, {@code _payer}, {@code _service} and {@code _elsewhere}. */
final class CircumstancesTable {
  private static final List<String> TABLES =
      List.of("enrolment_span", "enrolment_payer", "enrolment_service", "enrolment_elsewhere");

  private CircumstancesTable() {}

  static Result<Circumstances> save(Change change, Circumstances now) throws SQLException {
    Session session = change.session();
    Enrolment enrolment =
        EnrolmentTable.find(session, change.practice(), now.enrolment())
            .orElseThrow(() -> RefusedException.unknown("enrolment", "enrolment", now.enrolment()));
    for (Payer payer : now.payers()) {
      if (!payer.from().isAfter(enrolment.startedOn())) {
        throw new InvalidValueException(
            "payers", "must begin after the enrolment, whose first payer is its own");
      }
    }
    Optional<Circumstances> before = Optional.of(find(session, change.practice(), now.enrolment()));
    Saved saved = Decision.of(change, "circumstances", now.enrolment(), before, now, Mode.REPLACE);
    if (saved != Saved.UNCHANGED) {
      write(change, now);
      change.touch(enrolment.patient());
    }
    return new Result<>(now, saved);
  }

  private static void write(Change change, Circumstances now) throws SQLException {
    Session session = change.session();
    PracticeId practice = change.practice();
    String enrolment = now.enrolment();
    for (String table : TABLES) {
      session.update(
          "DELETE FROM " + table + " WHERE practice_id = ? AND enrolment_id = ?",
          practice,
          enrolment);
    }
    write(session, practice, enrolment, EnrolmentSpans.PAUSED, now.paused());
    write(session, practice, enrolment, EnrolmentSpans.FACILITY, now.facilityStays());
    for (Payer payer : now.payers()) {
      session.update(
          "INSERT INTO enrolment_payer (practice_id, enrolment_id, from_on, payer_profile)"
              + " VALUES (?, ?, ?, ?)",
          practice,
          enrolment,
          payer.from(),
          payer.payerProfile());
    }
    for (ServiceDates service : now.otherServices()) {
      session.update(
          "INSERT INTO enrolment_service (practice_id, enrolment_id, code, from_on, to_on)"
              + " VALUES (?, ?, ?, ?, ?)",
          practice,
          enrolment,
          service.code(),
          service.from(),
          service.to());
    }
    for (String code : now.billedElsewhere()) {
      session.update(
          "INSERT INTO enrolment_elsewhere (practice_id, enrolment_id, code) VALUES (?, ?, ?)",
          practice,
          enrolment,
          code);
    }
  }

  private static void write(
      Session session, PracticeId practice, String enrolment, String kind, List<Span> spans)
      throws SQLException {
    for (Span span : spans) {
      session.update(
          "INSERT INTO enrolment_span (practice_id, enrolment_id, kind, from_on, to_on)"
              + " VALUES (?, ?, ?, ?, ?)",
          practice,
          enrolment,
          kind,
          span.from(),
          span.to());
    }
  }

  /** Of an enrolment, by date; empty lists where nothing has happened. */
  static Circumstances find(Session session, PracticeId practice, String enrolment)
      throws SQLException {
    return new Circumstances(
        enrolment,
        spans(session, practice, enrolment, EnrolmentSpans.PAUSED),
        spans(session, practice, enrolment, EnrolmentSpans.FACILITY),
        session.list(
            "SELECT * FROM enrolment_payer WHERE practice_id = ? AND enrolment_id = ?"
                + " ORDER BY from_on",
            row -> new Payer(LocalDate.parse(row.text("from_on")), row.text("payer_profile")),
            practice,
            enrolment),
        session.list(
            "SELECT * FROM enrolment_service WHERE practice_id = ? AND enrolment_id = ?"
                + " ORDER BY from_on, code",
            row ->
                new ServiceDates(
                    row.text("code"), LocalDate.parse(row.text("from_on")), row.date("to_on")),
            practice,
            enrolment),
        session.list(
            "SELECT code FROM enrolment_elsewhere WHERE practice_id = ? AND enrolment_id = ?"
                + " ORDER BY code",
            row -> row.text("code"),
            practice,
            enrolment));
  }

  private static List<Span> spans(
      Session session, PracticeId practice, String enrolment, String kind) throws SQLException {
    return EnrolmentSpans.of(session, practice, enrolment, kind).stream()
        .map(range ->
            new Span(
                range.from(), Optional.of(range.to()).filter(last -> !last.equals(LocalDate.MAX))))
        .toList();
  }
}
