package dev.cuffline.gateway.web.pages.work;

import dev.cuffline.gateway.web.pages.AlertRowView;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Optional;

/**
 * Whom to call, or what a shift leaves to the next.
 *
 * @param made when
 * @param zone of the practice, whose times these are
 * @param critical critical alerts that are not resolved
 * @param calls whom to call, what was promised first
 */
public record CallsView(
    Shell shell, Moment made, String zone, List<AlertRowView> critical, List<Call> calls) {
  /**
   * A call to make.
   *
   * @param due when it was promised; empty for an alert that nobody has called about
   * @param late whether that is past
   * @param phones with what they are
   * @param why in words
   * @param others who may be spoken with instead, as on file
   */
  public record Call(
      String href,
      String name,
      Optional<Moment> due,
      boolean late,
      List<String> phones,
      String language,
      String why,
      List<String> others) {}
}
