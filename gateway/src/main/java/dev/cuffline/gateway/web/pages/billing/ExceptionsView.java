package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/** Where claims and evidence differ, what is due first in front. */
record ExceptionsView(Shell shell, List<Line> lines, int found) {
  /** One of them. */
  record Line(
      String href,
      String kind,
      String patient,
      String code,
      String date,
      String words,
      String owner,
      String due,
      boolean overdue) {}
}
