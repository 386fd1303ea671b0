package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * A batch with its claims.
 *
 * @param left how many determinations were not released with it
 * @param first number of the first claim on this page, from 1
 * @param unsent claims that nobody has sent
 */
record BatchView(
    Shell shell,
    long number,
    String month,
    String monthId,
    String actor,
    Moment at,
    int left,
    List<Line> claims,
    int first,
    int found,
    int unsent,
    boolean mayBill,
    List<File> files,
    String nextPage) {
  /** One claim. */
  record Line(
      String id,
      String href,
      String patient,
      String code,
      int units,
      String date,
      String state,
      String amount,
      String packet) {}

  /** One writing of the file. */
  record File(String words, String sha256, String actor, Moment at) {}
}
