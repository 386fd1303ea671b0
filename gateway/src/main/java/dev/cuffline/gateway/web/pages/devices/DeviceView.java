package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One cuff.
 *
 * @param zone of the times, such as {@code EST}
 * @param waiting items of it in quarantine
 * @param everything whether all items of the last day are listed, not only readings and quarantine
 * @param done what a form has just done; empty otherwise
 * @param form what was typed, by field; what is on file where nothing was
 */
record DeviceView(
    Shell shell,
    DeviceListView.Line line,
    String zone,
    String format,
    List<String> keys,
    List<Use> uses,
    List<Happened> events,
    List<Trouble> faults,
    List<Row> items,
    long waiting,
    boolean everything,
    List<Choice> staff,
    List<Choice> holders,
    String done,
    Map<String, String> form,
    Problems problems) {
  /**
   * An assignment.
   *
   * @param to empty while it goes on
   */
  record Use(
      String id, String slot, String patient, String name, Moment from, Optional<Moment> to) {}

  /** What has happened to it. */
  record Happened(Moment at, String words, String who, String note) {}

  /** What went wrong with it. */
  record Trouble(String words, long times, Moment lastAt) {}

  /** An item, and what became of it. */
  record Row(String place, String transmission, Moment received, String ended, String why) {}

  /** Something to choose. */
  record Choice(String value, String words) {}

  /** What stands in a field. */
  String typed(String field) {
    return form.getOrDefault(field, "");
  }
}
