package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/** Batches, the newest first. */
record BatchesView(Shell shell, List<Line> batches, String nextPage) {
  /** One batch. */
  record Line(
      long number, String href, String month, String actor, Moment at, int claims, int exports) {}
}
