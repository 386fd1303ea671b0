package dev.cuffline.gateway.web.pages.work;

import dev.cuffline.gateway.web.pages.AlertRowView;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.TwoClocks;
import java.util.List;
import java.util.Optional;

/**
 * The work list.
 *
 * @param chips the queues, with how many wait in each
 * @param mine to what is the visitor's, or to all; empty for whoever minds nobody
 * @param clinicians to choose from
 * @param queue whose rows are shown, as in addresses
 * @param onlyMine whether only the visitor's are shown
 * @param open nobody has them in hand: the most urgent first
 * @param inHand acknowledged or snoozed
 * @param reviews what waits for a weekly look
 * @param found open ones on all pages
 * @param earlier address of the page before; empty on the first
 * @param later address of the page after; empty on the last
 * @param query of the list, for rows that are made anew
 * @param patients enrolled in the practice, for the empty list's words
 * @param problem what was wrong with what was sent; empty for nothing
 */
public record WorkListView(
    Shell shell,
    List<Chip> chips,
    Optional<Chip> mine,
    List<Choice> clinicians,
    String queue,
    boolean onlyMine,
    List<Row> open,
    List<Row> inHand,
    List<ReviewLine> reviews,
    int found,
    String earlier,
    String later,
    String query,
    int patients,
    String problem) {
  /** A link with a number. */
  public record Chip(String href, String label, long count, boolean chosen) {}

  /** A practitioner to choose. */
  public record Choice(String id, String name, boolean chosen) {}

  /**
   * An alert.
   *
   * @param extras what only the work list says; empty in a list elsewhere
   */
  public record Row(AlertRowView row, Optional<RowExtras> extras) {
    boolean isOf(List<WorkQueries.Waiting> some) {
      return some.stream().anyMatch(one -> one.id().equals(row.id()));
    }

    boolean together() {
      return extras.filter(RowExtras::together).isPresent();
    }
  }

  /** What waits for a weekly look. */
  public record ReviewLine(
      String patient,
      String href,
      String name,
      Moment when,
      String sentence,
      Sparkline chart,
      TwoClocks clocks) {}

  /** Whether any row may be dealt with together with others. */
  public boolean anyTogether() {
    return open.stream().anyMatch(Row::together);
  }
}
