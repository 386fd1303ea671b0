package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rows of {@code patient_rules}. */
final class OwnRulesTable {
  private OwnRulesTable() {}

  static Result<OwnRules> save(Change change, OwnRules rules, Mode mode) throws SQLException {
    Session session = change.session();
    PracticeId practice = change.practice();
    PatientTable.require(session, practice, rules.patient());
    StaffTables.requirePractitioner(session, practice, rules.practitioner(), "practitioner");
    Optional<OwnRules> before =
        ofPatient(session, practice, rules.patient()).stream()
            .filter(other -> other.from().equals(rules.from()))
            .findFirst();
    String id = rules.patient().value() + " " + rules.from();
    Saved saved = Decision.of(change, "own-rules", id, before, rules, mode);
    if (saved != Saved.UNCHANGED) {
      write(change, rules);
      change.touch(rules.patient());
    }
    return new Result<>(rules, saved);
  }

  private static void write(Change change, OwnRules rules) throws SQLException {
    change
        .session()
        .update(
            "INSERT INTO patient_rules (practice_id, patient_id, from_on, changes,"
                + " practitioner_id, reason, actor, authored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (practice_id, patient_id, from_on) DO UPDATE SET"
                + " changes = excluded.changes, practitioner_id = excluded.practitioner_id,"
                + " reason = excluded.reason, actor = excluded.actor,"
                + " authored_at = excluded.authored_at",
            change.practice(),
            rules.patient(),
            rules.from(),
            RegistryJson.write(rules.changes()),
            rules.practitioner(),
            rules.reason(),
            change.actor(),
            change.at());
  }

  static List<OwnRules> ofPatient(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return session.list(
        "SELECT * FROM patient_rules WHERE practice_id = ? AND patient_id = ? ORDER BY from_on",
        OwnRulesTable::read,
        practice,
        patient);
  }

  private static OwnRules read(Row row) throws SQLException {
    return new OwnRules(
        new PatientId(row.text("patient_id")),
        LocalDate.parse(row.text("from_on")),
        RegistryJson.tree(row.text("changes")),
        row.text("practitioner_id"),
        row.text("reason"));
  }
}
