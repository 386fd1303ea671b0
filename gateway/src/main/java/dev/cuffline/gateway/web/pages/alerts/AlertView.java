package dev.cuffline.gateway.web.pages.alerts;

import dev.cuffline.gateway.web.pages.AlertRowView;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * An alert.
 *
 * @param row as the work list has it
 * @param told who was told, the first first
 * @param deeds what was done, the first first
 * @param snoozes how long it may wait
 * @param outcomes how it can end
 * @param note as it was typed
 */
record AlertView(
    Shell shell,
    AlertRowView row,
    List<Told> told,
    List<Deed> deeds,
    List<Choice> snoozes,
    List<Choice> outcomes,
    String note,
    Problems problems) {
  /** Somebody was told. */
  record Told(Moment when, String channel) {}

  /** Somebody did something. */
  record Deed(Moment when, String what, String by, String note) {}

  /** Something to choose. */
  record Choice(String value, String words) {}
}
