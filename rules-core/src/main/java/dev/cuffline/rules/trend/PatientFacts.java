package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Everything the rules need to know of one patient.
 *
 * @param patient who
 * @param zone of the patient's home: dates are local to it
 * @param readings of the last {@link TrendSettings#historyDates()} dates, in any order; of two with
 *     the same id the one judged later stands
 * @param actions what people did about this patient's alerts
 * @param raised the patient's alerts as earlier folds gave them: all that are open, and those
 *     raised or resolved within the history. They keep an id for life when its raising reading has
 *     left the history or was taken back, and keep an old open alert on the list
 * @param monitoring whether and how often somebody waits for readings; empty judges no silence
 */
public record PatientFacts(
    PatientId patient,
    ZoneId zone,
    List<Reading> readings,
    List<AlertAction> actions,
    List<Alert> raised,
    Optional<Monitoring> monitoring) {
  /** Copies the lists. */
  public PatientFacts {
    readings = List.copyOf(readings);
    actions = List.copyOf(actions);
    raised = List.copyOf(raised);
  }

  /** A patient of whom no alert is known yet. */
  public PatientFacts(
      PatientId patient, ZoneId zone, List<Reading> readings, List<AlertAction> actions) {
    this(patient, zone, readings, actions, List.of(), Optional.empty());
  }

  /** A patient for whose readings nobody waits. */
  public PatientFacts(
      PatientId patient,
      ZoneId zone,
      List<Reading> readings,
      List<AlertAction> actions,
      List<Alert> raised) {
    this(patient, zone, readings, actions, raised, Optional.empty());
  }
}
