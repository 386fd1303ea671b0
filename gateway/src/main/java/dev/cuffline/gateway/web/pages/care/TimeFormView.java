package dev.cuffline.gateway.web.pages.care;

import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Map;

/**
 * A form for time or for a call.
 *
 * @param action where it is sent
 * @param id of the entry to be
 * @param call whether it is about a call
 * @param measured what the timer measured, in words; empty for times that are typed
 * @param idle what was left out as idle, in words; empty for nothing
 * @param zone of the times
 * @param values what was typed, by field
 * @param worth what the rules say so far
 */
record TimeFormView(
    Shell shell,
    String title,
    String patient,
    String patientHref,
    String action,
    String id,
    boolean call,
    String measured,
    String idle,
    String zone,
    Map<String, String> values,
    List<Option> performers,
    List<Option> activities,
    List<Option> services,
    List<Option> outcomes,
    List<Option> symptoms,
    List<Option> about,
    WorthView worth,
    Problems problems) {
  /** Something to choose. */
  record Option(String value, String words, boolean chosen) {}

  String value(String field) {
    return values.getOrDefault(field, "");
  }
}
