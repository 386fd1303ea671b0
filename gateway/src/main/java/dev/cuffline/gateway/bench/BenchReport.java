package dev.cuffline.gateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a load test gave.
 *
 * @param title which test
 * @param settings with what, in the order to show them
 * @param figures what was measured
 * @param checks what must hold, and whether it did
 * @param percentiles latency in milliseconds by percentile; empty where none was measured
 * @param samples over time; empty where none were taken
 */
public record BenchReport(
    String title,
    Circumstances circumstances,
    Map<String, String> settings,
    List<Figure> figures,
    List<Check> checks,
    List<Percentile> percentiles,
    List<Sample> samples) {
  /**
   * Where and when.
   *
   * @param version of Cuffline
   * @param machine processor count, memory, operating system, Java
   * @param command as typed
   */
  public record Circumstances(Instant at, String version, String machine, String command) {}

  /** Something that must hold, such as received = judged + waiting. */
  public record Check(String name, boolean holds, String detail) {}

  /** A latency that this percentage of messages did not exceed. */
  public record Percentile(double percentage, double millis) {}

  /** Copies the lists. */
  public BenchReport {
    figures = List.copyOf(figures);
    checks = List.copyOf(checks);
    percentiles = List.copyOf(percentiles);
    samples = List.copyOf(samples);
  }

  /** A table for a terminal. */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add("  " + circumstances.version() + " · " + circumstances.machine());
    lines.add("  " + circumstances.at() + " · " + circumstances.command());
    settings.forEach((name, value) -> lines.add(String.format("  %-28s %s", name, value)));
    lines.add("");
    for (Figure figure : figures) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-36s %16s   %s",
                  figure.name(),
                  figure.valueText(),
                  figure.targetText())
              .stripTrailing());
    }
    for (Check check : checks) {
      lines.add(
          String.format(
              "  %-36s %16s   %s",
              check.name(), check.holds() ? "holds" : "BROKEN", check.detail()));
    }
    return lines;
  }

  /** The same as JSON. */
  public ObjectNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("title", title)
        .put("at", circumstances.at().toString())
        .put("version", circumstances.version())
        .put("machine", circumstances.machine())
        .put("command", circumstances.command());
    ObjectNode given = root.putObject("settings");
    settings.forEach(given::put);
    ObjectNode measured = root.putObject("figures");
    ObjectNode targets = root.putObject("targets");
    for (Figure figure : figures) {
      measured.put(figure.key(), figure.value());
      figure
          .target()
          .ifPresent(target ->
              targets
                  .putObject(figure.key())
                  .put(target.least() ? "atLeast" : "atMost", target.limit())
                  .put("met", target.isMetBy(figure.value())));
    }
    ObjectNode held = root.putObject("checks");
    checks.forEach(check -> held.put(check.name(), check.holds()));
    ObjectNode millis = root.putObject("latencyMillis");
    percentiles.forEach(p -> millis.put("p" + plain(p.percentage()), p.millis()));
    return root;
  }

  private static String plain(double percentage) {
    return percentage == Math.rint(percentage)
        ? String.valueOf((long) percentage)
        : String.valueOf(percentage);
  }
}
