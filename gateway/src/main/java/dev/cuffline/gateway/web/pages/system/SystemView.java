package dev.cuffline.gateway.web.pages.system;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway does.
 *
 * @param zone of the times, such as {@code EST}
 * @param now when all of this was so
 * @param problem why the last reload of the formats changed nothing; empty when it did not fail
 * @param problemAt when that was
 * @param said what a form has just done; empty otherwise
 */
record SystemView(
    Shell shell,
    String version,
    String zone,
    Moment now,
    List<Check> checks,
    Ingestion ingestion,
    List<Count> items,
    List<Target> destinations,
    List<Sender> sources,
    long allSources,
    List<Outage> outages,
    List<Count> formats,
    boolean reloads,
    String problem,
    Optional<Moment> problemAt,
    List<File> files,
    String free,
    String said) {
  /** A health check. */
  record Check(String name, boolean ok, String problem) {}

  /**
   * What comes in.
   *
   * @param lastMinute per second
   * @param lastQuarter per second, over fifteen minutes
   */
  record Ingestion(
      String lastMinute, String lastQuarter, long received, long judged, long waiting) {}

  /** Something counted. */
  record Count(String name, long count) {}

  /**
   * A destination.
   *
   * @param style of the state: ready, review or hold
   * @param next when it is tried next
   * @param fault the newest one
   */
  record Target(
      String name,
      String state,
      String style,
      Optional<Moment> next,
      String fault,
      long waiting,
      String lag,
      Optional<Moment> success,
      long parked) {}

  /** Who sends. */
  record Sender(String id, long devices, Moment seen) {}

  /** When a sender was silent as a whole. */
  record Outage(String source, Moment from, Optional<Moment> ended) {}

  /** A file of the data folder. */
  record File(String name, String size) {}
}
