package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;
import java.util.List;

/**
 * What a rule saw.
 *
 * @param rule which one
 * @param severity of this finding: the rule's, or what a repeat left of it
 * @param family the cause
 * @param at when it became so, in measured time
 * @param evidence the readings, oldest first; of a rule that stays true the newest ones
 * @param historic whether it was already late when it was judged: pages nobody
 * @param sentence what a clinician would say
 */
public record Finding(
    RuleId rule,
    Severity severity,
    CauseFamily family,
    Instant at,
    List<ReadingId> evidence,
    boolean historic,
    String sentence) {
  /** Copies the evidence. */
  public Finding {
    evidence = List.copyOf(evidence);
  }
}
