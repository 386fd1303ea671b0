package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whose a cuff may be. */
final class Candidates {
  private static final int MOST = 12;

  private static final String NAMED =
      """
      SELECT p.id, p.family, p.given, p.birth_date,
        (SELECT MIN(i.value) FROM patient_identifier i WHERE i.practice_id = p.practice_id
          AND i.patient_id = p.id) AS mrn
      FROM patient p
      """;

  private Candidates() {}

  /**
   * A patient to choose.
   *
   * @param mrn empty when there is none
   * @param why they are offered
   */
  record Candidate(String id, String name, String born, String mrn, String why) {}

  /** Who was enrolled lately and has no cuff, after those who have or had this one. */
  static List<Candidate> offered(
      Session session, PracticeId practice, String device, Instant now, LocalDate today)
      throws SQLException {
    Map<String, Candidate> all = new LinkedHashMap<>();
    List<Candidate> offered = new ArrayList<>();
    offered.addAll(
        session.list(
            NAMED
                + """
                JOIN (SELECT patient_id, MAX(from_at) AS newest FROM assignment
                  WHERE practice_id = ? AND device_id = ? GROUP BY patient_id) a
                  ON a.patient_id = p.id
                WHERE p.practice_id = ? ORDER BY a.newest DESC LIMIT 3
                """,
            row -> candidate(row, "has or had this cuff"),
            practice,
            device,
            practice));
    offered.addAll(
        session.list(
            NAMED
                + """
                JOIN enrolment e ON e.practice_id = p.practice_id AND e.patient_id = p.id
                WHERE p.practice_id = ? AND (e.ended_on IS NULL OR e.ended_on > ?)
                  AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.practice_id = p.practice_id
                    AND a.patient_id = p.id AND (a.to_at IS NULL OR a.to_at > ?))
                ORDER BY e.started_on DESC, p.family, p.given, p.id LIMIT ?
                """,
            row -> candidate(row, "enrolled, without a cuff"),
            practice,
            today,
            now,
            MOST));
    offered.forEach(candidate -> all.putIfAbsent(candidate.id(), candidate));
    return List.copyOf(all.values());
  }

  /** By a part of the name, or by a record number. */
  static List<Candidate> found(Session session, PracticeId practice, String wanted)
      throws SQLException {
    List<Candidate> byNumber =
        session.list(
            NAMED
                + """
                WHERE p.practice_id = ? AND p.id IN (SELECT i.patient_id FROM patient_identifier i
                  WHERE i.practice_id = ? AND i.value = ?) ORDER BY p.id
                """,
            row -> candidate(row, "by record number"),
            practice,
            practice,
            wanted);
    String name = wanted.toLowerCase(Locale.ROOT);
    List<Candidate> found = new ArrayList<>(byNumber);
    session
        .list(
            NAMED + " WHERE p.practice_id = ? ORDER BY p.family, p.given, p.id",
            row -> candidate(row, "by name"),
            practice)
        .stream()
        .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).contains(name))
        .limit(MOST)
        .forEach(found::add);
    return List.copyOf(found);
  }

  private static Candidate candidate(Row row, String why) throws SQLException {
    return new Candidate(
        row.text("id"),
        row.text("family") + ", " + row.text("given"),
        row.date("birth_date").map(Words::birth).orElse(""),
        row.optionalText("mrn").orElse(""),
        why);
  }
}
