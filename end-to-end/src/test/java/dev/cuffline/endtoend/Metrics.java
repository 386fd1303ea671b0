package dev.cuffline.endtoend;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code /metrics} said at one moment. */
record Metrics(Map<String, Double> samples) {
  /** Reads Prometheus' text format: a sample and its labels, a blank, the value. */
  static Metrics parse(String text) {
    Map<String, Double> samples = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(line -> {
          int blank = line.lastIndexOf(' ');
          samples.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        });
    return new Metrics(samples);
  }

  /** The sum over all labels of a name. */
  long sum(String name) {
    return (long)
        samples.entrySet().stream()
            .filter(
                sample -> sample.getKey().equals(name) || sample.getKey().startsWith(name + "{"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
  }

  /** Refusals at the door of MQTT for a reason. */
  long refused(String reason) {
    return samples
        .getOrDefault("cuffline_mqtt_refused_total{reason=\"" + reason + "\"}", 0.0)
        .longValue();
  }
}
