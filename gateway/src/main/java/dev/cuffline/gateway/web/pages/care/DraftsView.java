package dev.cuffline.gateway.web.pages.care;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/** Time that was measured and not logged. */
record DraftsView(Shell shell, List<Line> lines, String zone) {
  /** A draft. */
  record Line(String id, String patient, String href, Moment when, String length, String by) {}
}
