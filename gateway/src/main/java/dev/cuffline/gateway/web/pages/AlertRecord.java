package dev.cuffline.gateway.web.pages;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.trend.Alert;
import dev.cuffline.rules.trend.CauseFamily;
import dev.cuffline.rules.trend.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;

/**
 * An alert with what a row about it says.
 *
 * @param patient empty for a critical value that nobody could attribute
 * @param name of the patient
 * @param zone of the patient's home; the practice's without a patient
 * @param dueAt when something about it changes because time passes
 * @param last what a person did about it last
 */
public record AlertRecord(
    String id,
    Optional<PatientId> patient,
    Optional<String> name,
    ZoneId zone,
    CauseFamily family,
    Severity severity,
    Alert.State state,
    Alert.Confirmation confirmation,
    boolean historic,
    Instant raisedAt,
    Optional<Instant> dueAt,
    String sentence,
    Optional<Deed> last) {
  /** What is to be looked at first: nobody's critical value, then the gravest, then the oldest. */
  public static final Comparator<AlertRecord> URGENCY =
      Comparator.comparing((AlertRecord alert) -> alert.patient().isPresent())
          .thenComparing(AlertRecord::severity, Comparator.reverseOrder())
          .thenComparing(AlertRecord::raisedAt)
          .thenComparing(AlertRecord::id);

  /**
   * What a person did about it.
   *
   * @param until when a snooze ends
   */
  public record Deed(String actor, Instant at, Optional<Instant> until) {}

  /** Whether nobody has it in hand. */
  public boolean isOpen() {
    return state == Alert.State.OPEN;
  }

  /** Whether it is critical and nobody has it in hand. */
  public boolean isOpenCritical() {
    return isOpen() && severity == Severity.CRITICAL;
  }
}
