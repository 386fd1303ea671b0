package dev.cuffline.gateway.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.RulePack;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rules hold for whom: the pack of the file, and for single patients the same with their own
 * limits and targets. Asked on one thread.
 */
public final class Rulings {
  private static final Logger LOG = LoggerFactory.getLogger(Rulings.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REMEMBERED = 10_000;

  private final Ruling usual;
  private final Optional<Path> file;
  private final Map<String, Ruling> byChanges =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ruling> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Rulings(RulePack usual, Optional<Path> file) {
    this.usual = Ruling.of(usual);
    this.file = file;
  }

  /** The same rules for everybody. */
  public static Rulings of(RulePack pack) {
    return new Rulings(pack, Optional.empty());
  }

  /**
   * The rules of a file, which patients' own change.
   *
   * @throws IllegalArgumentException naming file, line or rule, and what was expected
   */
  public static Rulings read(Path file) {
    return new Rulings(RulePackFile.read(file), Optional.of(file));
  }

  /** The rules of whoever has none of their own. */
  public RulePack usual() {
    return usual.pack();
  }

  /**
   * Checks a patient's own rules.
   *
   * @param changes by the id of a rule, the keys of it that differ
   * @throws IllegalArgumentException naming the rule and what was expected
   */
  public void check(JsonNode changes) {
    changed(changes);
  }

  /**
   * The rules with a patient's own, for a look; may be asked on any thread.
   *
   * @param changes by the id of a rule, the keys of it that differ
   * @throws IllegalArgumentException naming the rule and what was expected
   */
  public RulePack changed(JsonNode changes) {
    return RulePackFile.read(
        file.orElseThrow(() -> new IllegalArgumentException("these rules cannot be changed")),
        changes);
  }

  private record Own(LocalDate from, String changes) {}

  /** The rules of a patient on a date. */
  Ruling of(Session session, PracticeId practice, PatientId patient, LocalDate today)
      throws SQLException {
    if (file.isEmpty()) {
      return usual;
    }
    List<Own> all =
        session.list(
            """
            SELECT from_on, changes FROM patient_rules
            WHERE practice_id = ? AND patient_id = ? ORDER BY from_on
            """,
            row -> new Own(LocalDate.parse(row.text("from_on")), row.text("changes")),
            practice,
            patient);
    Ruling ruling = usual;
    for (Own own : all) {
      if (own.from().isAfter(today)) {
        return ruling.until(own.from());
      }
      ruling = byChanges.computeIfAbsent(own.changes(), this::ruling);
    }
    return ruling;
  }

  private Ruling ruling(String changes) {
    try {
      return Ruling.of(changed(JSON.readTree(changes)));
    } catch (JsonProcessingException | IllegalArgumentException unfit) {
      LOG.atError()
          .setCause(unfit)
          .log("a patient's own rules do not fit the rule pack any more; the pack itself holds");
      return usual;
    }
  }
}
