package dev.cuffline.rules.billing;

import java.time.Duration;

/**
 * From when on something in a practice's records strikes an auditor (R53).
 *
 * @param jumpPercent newly enrolled patients of a month, in percent of the month before
 * @param jumpAtLeast fewer new patients are no jump, whatever the percentage
 * @param periodsWithoutManagement device periods in a row without a second of management time
 * @param exactly an entry of exactly this length
 * @param exactlyAtLeast so many such entries of one performer in a month
 * @param longDay counted work of one performer on one date, exclusive
 * @param lastDates dates at the end of a month into which no month's time should fall whole
 */
public record AuditLimits(
    int jumpPercent,
    int jumpAtLeast,
    int periodsWithoutManagement,
    Duration exactly,
    int exactlyAtLeast,
    Duration longDay,
    int lastDates) {
  /**
   * What the OIG's data snapshot of August 2025 measures (OEI-02-23-00261 as cited by HLA25, MWE25:
   * jumps of 150 % and more) and the red flags that FPOIG and CCN-CHK list. The least numbers,
   * below which nothing strikes, are project decisions.
   */
  public static final AuditLimits OIG_2025 =
      new AuditLimits(150, 5, 2, Duration.ofMinutes(20), 3, Duration.ofHours(12), 2);
}
