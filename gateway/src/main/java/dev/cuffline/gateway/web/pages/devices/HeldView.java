package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item in quarantine, or what became of it.
 *
 * @param held whether it waits still, or can be read again
 * @param critical its value; empty when nothing in it is critical
 * @param said what a form has just done; empty otherwise
 * @param cuff as it is on file, or as it calls itself
 * @param known whether the cuff is on file
 * @param waiting how many items of the cuff wait
 * @param patient whose it is by now; empty when nobody's
 * @param assigns whether saying whose the cuff is may settle it
 * @param clocks whether saying how its sender's times are read may settle it
 * @param formats whether another format file may settle it
 * @param decoded empty when it cannot be read
 * @param bytes shown only when they are asked for
 */
record HeldView(
    Shell shell,
    String zone,
    String place,
    String transmission,
    boolean held,
    String ended,
    String critical,
    String said,
    List<Why> why,
    String cuff,
    String cuffHref,
    boolean known,
    int waiting,
    String source,
    String format,
    Moment received,
    Optional<Moment> taken,
    String patient,
    String patientId,
    boolean assigns,
    boolean clocks,
    boolean formats,
    List<Candidates.Candidate> candidates,
    String search,
    List<Decoding.Line> decoded,
    Optional<Bytes> bytes,
    Map<String, String> form,
    Problems problems) {
  /** A reason, and what settles it. */
  record Why(String words, String fix) {}

  /**
   * The bytes as they came.
   *
   * @param text as text, or as rows of hexadecimal digits
   * @param rest how many more there are
   */
  record Bytes(String text, int size, int rest) {}

  /** What stands in a field. */
  String typed(String field) {
    return form.getOrDefault(field, "");
  }
}
