package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.web.pages.care.CareSection;
import dev.cuffline.gateway.web.pages.readings.ReadingsSection;
import java.util.List;
import java.util.Optional;

/**
 * One patient.
 *
 * @param name family name first
 * @param test a patient for trying things out
 * @param born date of birth and age
 * @param zone whose times these are
 * @param alerts that are not resolved
 * @param chart of pressure and pulse
 * @param readings the newest first
 * @param billing whether the visitor may see what can be billed
 * @param determinations the latest date of service first
 * @param uncounted time of this month that does not count, and why
 * @param care time and calls; empty for whoever logs none
 */
record PatientView(
    Shell shell,
    String id,
    String name,
    boolean test,
    String born,
    String zone,
    TwoClocks clocks,
    List<AlertRowView> alerts,
    ReadingsSection chart,
    List<ReadingLine> readings,
    boolean billing,
    List<DeterminationLine> determinations,
    List<String> uncounted,
    Optional<CareSection> care) {
  /**
   * A reading.
   *
   * @param pressure {@code 162/98}; empty when there is none
   * @param pulse per minute; empty when there is none
   * @param notes flags and doubts in words
   * @param counts what it does for the device clock, in words
   * @param device id of the cuff
   * @param trace address of the way it came
   */
  record ReadingLine(
      Moment when,
      String pressure,
      String pulse,
      List<String> notes,
      String counts,
      String device,
      String trace) {}

  /** What can be billed, and why or why not. */
  record DeterminationLine(
      String code,
      String paraphrase,
      int units,
      String status,
      String style,
      String span,
      List<String> reasons) {}
}
