package dev.cuffline.gateway.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line chart of one or two series as SVG, from zero up.
 *
 * @param one name of the first series; empty to show none
 * @param two name of the second
 */
record Chart(String one, String two) {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 260;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 24;
  private static final int BOTTOM = 30;
  private static final int STEPS = 4;

  /** A point, and what stands below it. */
  record Point(double x, double y, String label) {
    static Point at(double x, double y) {
      return new Point(x, y, String.format(Locale.ROOT, "%.0f s", x));
    }
  }

  String draw(List<Point> first, List<Point> second) {
    double most =
        round(Stream.concat(first.stream(), second.stream()).mapToDouble(Point::y).max().orElse(1));
    double from = first.getFirst().x();
    double to = Math.max(from + 1e-9, first.getLast().x());
    StringBuilder svg = new StringBuilder();
    svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, HEIGHT));
    for (int i = 0; i <= STEPS; i++) {
      double value = most * i / STEPS;
      double y = y(value, most);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT,
              WIDTH - RIGHT,
              y,
              y,
              LEFT - 8,
              y + 4,
              most < 10
                  ? String.format(Locale.ROOT, "%.2f", value)
                  : String.format(Locale.ROOT, "%,.0f", value)));
    }
    labels(svg, first, from, to);
    line(svg, "one", first, from, to, most);
    line(svg, "two", second, from, to, most);
    key(svg, "key-one", one, LEFT);
    key(svg, "key-two", two, LEFT + 140);
    return svg.append("</svg>\n").toString();
  }

  /** Up to the next 1, 2 or 5 of its size. */
  private static double round(double value) {
    if (value <= 0) {
      return 1;
    }
    double size = Math.pow(10, Math.floor(Math.log10(value)));
    double head = value / size;
    return size * (head <= 1 ? 1 : head <= 2 ? 2 : head <= 5 ? 5 : 10);
  }

  private static void labels(StringBuilder svg, List<Point> points, double from, double to) {
    int every = Math.max(1, points.size() / 11);
    for (int i = 0; i < points.size(); i += every) {
      Point point = points.get(i);
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(point.x(), from, to),
              HEIGHT - 8,
              point.label()));
    }
  }

  private static void line(
      StringBuilder svg, String style, List<Point> points, double from, double to, double most) {
    if (points.isEmpty()) {
      return;
    }
    svg.append("<polyline class=\"%s\" points=\"".formatted(style))
        .append(
            points.stream()
                .map(p ->
                    String.format(Locale.ROOT, "%.1f,%.1f", x(p.x(), from, to), y(p.y(), most)))
                .collect(Collectors.joining(" ")))
        .append("\"/>");
  }

  private static void key(StringBuilder svg, String style, String name, int x) {
    if (!name.isEmpty()) {
      svg.append(
              "<rect class=\"%s\" x=\"%d\" y=\"4\" width=\"12\" height=\"12\"/>"
                  .formatted(style, x))
          .append("<text x=\"%d\" y=\"14\">%s</text>".formatted(x + 18, name));
    }
  }

  private static double x(double value, double from, double to) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (value - from) / (to - from);
  }

  private static double y(double value, double most) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most;
  }
}
