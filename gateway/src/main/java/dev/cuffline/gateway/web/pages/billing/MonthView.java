package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * How a month stands, and what is open in it.
 *
 * @param closable from when on it may be closed
 * @param canClose whether whoever looks may close it now
 * @param computed whether the board below is known
 * @param missing determinations whose documents are not on file
 * @param lateEntries determinations with time that was written down late
 * @param holds how many are on hold
 */
record MonthView(
    Shell shell,
    String month,
    String monthId,
    boolean closed,
    Moment closable,
    boolean canClose,
    boolean canReopen,
    List<Event> events,
    List<Draft> drafts,
    List<Late> late,
    boolean computed,
    List<Missing> missing,
    List<Missing> lateEntries,
    long holds,
    List<Batch> batches,
    Problems problems,
    String reason) {
  /** Closed or opened again. */
  record Event(String words, String reason, String actor, Moment at) {}

  /** Time that nobody saved. */
  record Draft(String patient, String staff, Moment at) {}

  /** Time that came after the close. */
  record Late(String patient, String performer, Moment at) {}

  /** A determination and what is to be seen to. */
  record Missing(String patient, String href, String code, String words) {}

  /** What was released. */
  record Batch(String words, String href) {}
}
