package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody must deal with: one open per patient and cause family.
 *
 * @param id for life
 * @param patient whose
 * @param family the cause
 * @param severity the highest of its findings
 * @param state what people did about it
 * @param confirmation whether its critical values were repeated
 * @param historic whether everything in it was late when it was judged
 * @param pages whether somebody should be paged, as of the instant of the fold
 * @param dueAt the next instant at which something about it changes because time passes
 * @param raisedBy the reading that raised it
 * @param raisedAt when that reading was judged
 * @param findings the highest first, the lower ones inside it; empty when no reading supports it
 *     any longer
 */
public record Alert(
    AlertId id,
    PatientId patient,
    CauseFamily family,
    Severity severity,
    State state,
    Confirmation confirmation,
    boolean historic,
    boolean pages,
    Optional<Instant> dueAt,
    ReadingId raisedBy,
    Instant raisedAt,
    List<Finding> findings) {
  /** The same, for a patient on whose behalf nobody is paged. */
  public Alert withoutPaging() {
    return pages
        ? new Alert(
            id,
            patient,
            family,
            severity,
            state,
            confirmation,
            historic,
            false,
            dueAt,
            raisedBy,
            raisedAt,
            findings)
        : this;
  }

  /** What people did about an alert. */
  public enum State {
    /** Nobody has it in hand. */
    OPEN,
    /** Somebody has. */
    ACKNOWLEDGED,
    /** Asleep until an instant. */
    SNOOZED,
    /** Done; also when its readings were taken back, and then it has no findings. */
    RESOLVED
  }

  /** Whether a critical value was repeated. */
  public enum Confirmation {
    /** Nothing critical in it. */
    NONE,
    /** "Critical, awaiting repeat". */
    AWAITING_REPEAT,
    /** A second critical reading was measured. */
    CONFIRMED,
    /** A repeat was not critical. */
    DOWNGRADED
  }

  /** Copies the findings. */
  public Alert {
    findings = List.copyOf(findings);
  }

  /** The rules that have findings in it, those of the highest severity first. */
  public List<RuleId> rules() {
    return findings.stream().map(Finding::rule).distinct().toList();
  }

  /** The readings behind it, each once, those of the highest finding first. */
  public List<ReadingId> evidence() {
    return findings.stream().flatMap(finding -> finding.evidence().stream()).distinct().toList();
  }
}
