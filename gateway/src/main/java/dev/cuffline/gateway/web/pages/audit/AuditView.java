package dev.cuffline.gateway.web.pages.audit;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * A part of the log.
 *
 * @param lines the newest first
 * @param zone of the times: the practice's
 * @param actor as asked for; empty for everybody
 * @param patient id as asked for; empty for all
 * @param from first date as asked for; empty for none
 * @param to last date as asked for; empty for none
 * @param older address of the next part; empty at the end
 */
record AuditView(
    Shell shell,
    List<Line> lines,
    String zone,
    String actor,
    String patient,
    String from,
    String to,
    String older,
    Problems problems) {
  /**
   * An entry.
   *
   * @param patients ids of those whom it concerns, and how many more there are
   * @param style of the outcome
   */
  record Line(
      Moment when,
      String actor,
      String action,
      List<Concerned> patients,
      int more,
      String outcome,
      String style) {}

  /** A patient whom an entry concerns. */
  record Concerned(String href, String name) {}
}
