package dev.cuffline.gateway.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** Reads a gateway's {@code /metrics}, Prometheus text. */
final class GatewayMetrics {
  static final String RECEIVED = "cuffline_transmissions_received_total";
  static final String JUDGED = "cuffline_transmissions_judged_total";
  static final String WAITING = "cuffline_transmissions_waiting";
  static final String ITEMS = "cuffline_items_total";
  static final String UNSENT = "cuffline_delivery_waiting";

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;

  GatewayMetrics(URI gateway) {
    this.request = HttpRequest.newBuilder(gateway.resolve("/metrics")).GET().build();
  }

  /**
   * The values of one moment.
   *
   * @param values by name and labels as they stand in the text
   */
  record Moment(Map<String, Double> values) {
    /** The sum over all labels; 0 when there is none. */
    long sum(String name) {
      return Math.round(
          values.entrySet().stream()
              .filter(entry -> isOf(entry.getKey(), name))
              .mapToDouble(Map.Entry::getValue)
              .sum());
    }

    /** By the first label's value. */
    Map<String, Long> byLabel(String name) {
      Map<String, Long> counts = new TreeMap<>();
      values.forEach((key, value) -> {
        if (key.startsWith(name + "{")) {
          counts.put(key.replaceAll("^[^\"]*\"([^\"]*)\".*$", "$1"), Math.round(value));
        }
      });
      return counts;
    }

    private static boolean isOf(String key, String name) {
      return key.equals(name) || key.startsWith(name + "{");
    }
  }

  Moment read() throws IOException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("the gateway answered " + answer.statusCode() + " to /metrics");
      }
      return parse(answer.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  static Moment parse(String text) {
    Map<String, Double> values = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.contains(" "))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
    return new Moment(values);
  }
}
