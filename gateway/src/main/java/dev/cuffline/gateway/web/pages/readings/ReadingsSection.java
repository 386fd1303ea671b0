package dev.cuffline.gateway.web.pages.readings;

import dev.cuffline.gateway.web.pages.Moment;
import java.util.List;

/**
 * The chart of a patient's page and what stands beside it.
 *
 * @param src address of what the script draws
 * @param spans to choose from
 * @param days how many are shown
 * @param sessions the same as a table, the newest first
 * @param averages by policy
 * @param zone abbreviation of the patient's zone
 */
public record ReadingsSection(
    String src,
    List<Span> spans,
    int days,
    List<Line> sessions,
    List<AverageLine> averages,
    String zone) {
  /** A span to choose. */
  public record Span(String href, int days, boolean chosen) {}

  /** One session. */
  public record Line(
      Moment when, String systolic, String diastolic, String pulse, int readings, String letters) {}

  /**
   * An average.
   *
   * @param name of the policy
   * @param how it is made, in words
   * @param value {@code 131.4/82.0}; empty when there is not enough
   * @param readings in it
   */
  public record AverageLine(String name, String how, String value, int readings) {}
}
