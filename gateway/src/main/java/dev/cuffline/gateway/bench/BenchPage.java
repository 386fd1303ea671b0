package dev.cuffline.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;

/** A report as one HTML page without anything to load; charts are SVG, light and dark. */
public final class BenchPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1b1f24; --soft: #5c6670; --line: #d5dae0;
        --paper: #ffffff; --one: #0b6bcb; --two: #b3470b; --good: #1a7f37; --bad: #b42318; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a3adb8;
        --line: #3a424b; --paper: #15181c; --one: #6cb2ff; --two: #ffb07a; --good: #57d27c;
        --bad: #ff8f85; } }
      body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--paper);
        color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
      td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); }
      svg { width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 12px; }
      .grid { stroke: var(--line); } .one { stroke: var(--one); } .two { stroke: var(--two); }
      .one, .two { fill: none; stroke-width: 2; } .key-one { fill: var(--one); }
      .key-two { fill: var(--two); } code { overflow-wrap: anywhere; }
      """;

  private BenchPage() {}

  /** The page. */
  public static String of(BenchReport report) {
    StringBuilder page = new StringBuilder(16_384);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Cuffline: ")
        .append(escaped(report.title()))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head>\n<body><main>\n<h1>Cuffline: ")
        .append(escaped(report.title()))
        .append("</h1>\n");
    circumstances(page, report.circumstances());
    figures(page, report);
    charts(page, report);
    settings(page, report.settings());
    return page.append("</main></body></html>\n").toString();
  }

  private static void circumstances(StringBuilder page, BenchReport.Circumstances where) {
    page.append("<p class=\"soft\">")
        .append(escaped(where.at() + " · " + where.version() + " · " + where.machine()))
        .append("<br>Load and gateway shared this machine.<br><code>")
        .append(escaped(where.command()))
        .append("</code></p>\n");
  }

  private static void figures(StringBuilder page, BenchReport report) {
    page.append("<table><thead><tr><th>Figure</th><th>Measured</th><th>Target</th></tr></thead>\n");
    for (Figure figure : report.figures()) {
      String mood =
          figure.target().map(t -> t.isMetBy(figure.value()) ? "good" : "bad").orElse("soft");
      row(page, figure.name(), figure.valueText(), mood, figure.targetText());
    }
    for (BenchReport.Check check : report.checks()) {
      row(
          page,
          check.name(),
          check.holds() ? "holds" : "broken",
          check.holds() ? "soft" : "bad",
          check.detail());
    }
    page.append("</table>\n");
  }

  private static void row(
      StringBuilder page, String name, String value, String mood, String remark) {
    page.append("<tr><td>")
        .append(escaped(name))
        .append("</td><td class=\"n\">")
        .append(escaped(value))
        .append("</td><td class=\"")
        .append(mood)
        .append("\">")
        .append(escaped(remark))
        .append("</td></tr>\n");
  }

  private static void charts(StringBuilder page, BenchReport report) {
    List<Sample> samples = report.samples();
    if (samples.size() > 2) {
      page.append("<h2>Messages a second</h2>\n")
          .append(
              new Chart("made durable", "judged")
                  .draw(rates(samples, true), rates(samples, false)));
      page.append("<h2>The gateway's memory, MiB</h2>\n")
          .append(new Chart("resident", "").draw(memory(samples), List.of()));
    }
    if (report.percentiles().size() > 2) {
      List<Chart.Point> points = new ArrayList<>();
      for (int i = 0; i < report.percentiles().size(); i++) {
        BenchReport.Percentile at = report.percentiles().get(i);
        points.add(new Chart.Point(i, at.millis(), "p" + number(at.percentage())));
      }
      page.append("<h2>Latency by percentile, ms</h2>\n")
          .append(new Chart("", "").draw(points, List.of()));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static List<Chart.Point> rates(List<Sample> samples, boolean received) {
    List<Chart.Point> points = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      Sample from = samples.get(i - 1);
      Sample to = samples.get(i);
      double seconds = to.seconds() - from.seconds();
      long grown = received ? to.received() - from.received() : to.judged() - from.judged();
      if (seconds > 0) {
        points.add(Chart.Point.at(to.seconds(), grown / seconds));
      }
    }
    return points;
  }

  private static List<Chart.Point> memory(List<Sample> samples) {
    return samples.stream()
        .map(sample ->
            Chart.Point.at(sample.seconds(), IngestBench.mebibytes(sample.residentBytes())))
        .toList();
  }

  private static void settings(StringBuilder page, Map<String, String> settings) {
    page.append("<h2>Settings</h2>\n<table>");
    settings.forEach((name, value) -> row(page, name, value, "soft", ""));
    page.append("</table>\n");
  }

  private static String escaped(String text) {
    return StringEscapeUtils.escapeHtml4(text);
  }
}
