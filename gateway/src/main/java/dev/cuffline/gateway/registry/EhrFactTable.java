package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rows of {@code ehr_fact}; whose they are is the enrolment's to say. */
final class EhrFactTable {
  private static final String SELECT =
      "SELECT f.*, e.patient_id FROM ehr_fact f"
          + " JOIN enrolment e ON e.practice_id = f.practice_id AND e.id = f.enrolment_id"
          + " WHERE f.practice_id = ?";

  private EhrFactTable() {}

  static void add(Session session, PracticeId practice, EhrProposal fact) throws SQLException {
    EhrStatement stated = fact.stated();
    session.update(
        "INSERT INTO ehr_fact (practice_id, id, enrolment_id, destination, source, identifier,"
            + " kind, from_on, to_on, value, is_over, is_certain, words, on_file, reason, state,"
            + " seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        practice,
        fact.id(),
        fact.enrolment(),
        fact.destination(),
        stated.source(),
        stated.identifier(),
        stated.kind(),
        stated.from(),
        stated.to(),
        stated.value(),
        stated.over(),
        stated.certain(),
        stated.words(),
        fact.onFile(),
        fact.reason(),
        fact.state(),
        fact.seenAt());
  }

  static void move(Session session, PracticeId practice, EhrProposal fact) throws SQLException {
    session.update(
        "UPDATE ehr_fact SET state = ?, decided_by = ?, decided_at = ?"
            + " WHERE practice_id = ? AND id = ?",
        fact.state(),
        fact.decided().map(PatientMerge.Step::by),
        fact.decided().map(PatientMerge.Step::at),
        practice,
        fact.id());
  }

  static Optional<EhrProposal> find(Session session, PracticeId practice, String id)
      throws SQLException {
    return session.first(SELECT + " AND f.id = ?", EhrFactTable::read, practice, id);
  }

  /** The newest one of a resource about an enrolment. */
  static Optional<EhrProposal> newest(
      Session session, PracticeId practice, String enrolment, String ehr, EhrStatement stated)
      throws SQLException {
    return session.first(
        SELECT
            + " AND f.enrolment_id = ? AND f.kind = ? AND f.destination = ? AND f.source = ?"
            + " ORDER BY f.id DESC LIMIT 1",
        EhrFactTable::read,
        practice,
        enrolment,
        stated.kind(),
        ehr,
        stated.source());
  }

  static Optional<String> order(
      Session session, PracticeId practice, Enrolment enrolment, String ehr) throws SQLException {
    return session.first(
        "SELECT source FROM ehr_fact WHERE practice_id = ? AND enrolment_id = ? AND kind = 'ORDER'"
            + " AND destination = ? AND from_on = ?"
            + " AND state IN ('FILLED_IN', 'ON_FILE', 'ACCEPTED') ORDER BY id DESC LIMIT 1",
        row -> row.text("source"),
        practice,
        enrolment.id(),
        ehr,
        enrolment.order().on());
  }

  static List<EhrProposal> list(
      Session session, PracticeId practice, EhrProposal.State state, Page page)
      throws SQLException {
    return session.list(
        SELECT + " AND f.state = ? AND f.id > ? ORDER BY f.id LIMIT ?",
        EhrFactTable::read,
        practice,
        state,
        page.after(),
        page.limit());
  }

  private static EhrProposal read(Row row) throws SQLException {
    Optional<String> by = row.optionalText("decided_by");
    return new EhrProposal(
        row.text("id"),
        row.text("enrolment_id"),
        new PatientId(row.text("patient_id")),
        row.text("destination"),
        new EhrStatement(
            EhrStatement.Kind.valueOf(row.text("kind")),
            row.text("source"),
            row.optionalText("identifier"),
            row.date("from_on"),
            row.date("to_on"),
            row.optionalText("value"),
            row.flag("is_over"),
            row.flag("is_certain"),
            row.text("words")),
        row.text("on_file"),
        row.text("reason"),
        EhrProposal.State.valueOf(row.text("state")),
        row.instant("seen_at"),
        by.isEmpty()
            ? Optional.empty()
            : Optional.of(new PatientMerge.Step(by.get(), row.instant("decided_at"))));
  }
}
