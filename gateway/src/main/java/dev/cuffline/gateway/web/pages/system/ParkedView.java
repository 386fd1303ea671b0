package dev.cuffline.gateway.web.pages.system;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * What destinations refused.
 *
 * @param zone of the times, such as {@code EST}
 * @param more whether older ones are not shown
 */
record ParkedView(Shell shell, String zone, List<Group> groups, boolean more) {
  /**
   * Of one destination.
   *
   * @param said what a form has just done here; empty otherwise
   */
  record Group(String destination, List<Entry> entries, String said) {}

  /**
   * One change.
   *
   * @param subject kind and opaque id
   * @param status such as {@code HTTP 422}; empty when it refused otherwise
   * @param words of the destination
   * @param field at fault, a path of FHIR; empty when it was not said
   */
  record Entry(long seq, String subject, Moment at, String status, String words, String field) {}
}
