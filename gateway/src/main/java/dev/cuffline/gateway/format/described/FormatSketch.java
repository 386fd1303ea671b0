package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The beginning of a format file for somebody who has a payload in hand. Places are guessed by the
 * names of fields and marked so; what nothing fits is left to fill in. A person checks each line.
 */
public final class FormatSketch {
  private static final int DEEPEST = 8;
  private static final int MOST = 400;
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private final String name;
  private final LocalDate today;
  private final Map<String, JsonNode> leaves = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private FormatSketch(String name, LocalDate today) {
    this.name = name;
    this.today = today;
  }

  /**
   * Sketches a file.
   *
   * @param name of the format
   * @param sample a payload; a missing node for none
   * @param today for the key {@code source}
   */
  public static String of(String name, JsonNode sample, LocalDate today) {
    FormatSketch sketch = new FormatSketch(name, today);
    sketch.collect(sample, "", 0);
    return sketch.text();
  }

  /** Paths with {@code []} for the first item of a list. */
  private void collect(JsonNode node, String path, int depth) {
    if (leaves.size() >= MOST || depth > DEEPEST) {
      return;
    }
    if (node.isObject()) {
      node.properties()
          .forEach(field ->
              collect(
                  field.getValue(),
                  path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                  depth + 1));
    } else if (node.isArray()) {
      collect(node.path(0), path + "[]", depth + 1);
    } else if (!node.isMissingNode()) {
      leaves.put(path, node);
    }
  }

  private String text() {
    Optional<String> systolic = find("sys.*|.*systol.*|.*bp_?high|hp");
    String records = systolic.map(FormatSketch::recordsOf).orElse("");
    lines.add("# What sends this, and where it is described.");
    lines.add("name: " + name);
    lines.add("version: 1                 # one more with every change");
    lines.add("source: our own sample, " + today);
    lines.add("");
    if (!records.isEmpty()) {
      lines.add("records: " + records);
    }
    device(records);
    time(records);
    lines.add("unit: mmHg                 # or kPa, Pa");
    lines.add("values:");
    value("systolic", systolic, records);
    value("diastolic", find("dia.*|.*diastol.*|.*bp_?low|lp"), records);
    find("pul.*|pr|hr|heart.*|bpm").ifPresent(path -> value("pulse", Optional.of(path), records));
    find("(reading|measurement|data)_?id|uuid|id")
        .ifPresent(path ->
            lines.add("# readingId: " + place(path, records) + "   # if a retry repeats it"));
    lines.add("");
    lines.add("# All that the sample holds:");
    leaves.keySet().forEach(path -> lines.add("#   " + path));
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
  }

  private void device(String records) {
    Optional<String> imei = find("imei");
    Optional<String> address = find("mac|ble_?(mac|addr.*)|address");
    Optional<String> serial = find("serial.*|sn|device_?id|dev(ice)?");
    String kind = imei.isPresent() ? "imei" : address.isPresent() ? "ble" : "serial";
    lines.add("device:                    # without it, the login says which cuff it is");
    lines.add("  kind: " + kind + "               # imei, ble, serial, or the vendor's word");
    value("path", imei.or(() -> address).or(() -> serial), records);
  }

  private void time(String records) {
    Optional<String> path =
        find("ts|timestamp|measured.*|measurement_?(time|date).*|date.*|time|.*time");
    String form = path.map(leaves::get).map(FormatSketch::form).orElse("iso");
    lines.add("time:");
    value("path", path, records);
    lines.add("  form: " + form);
    if (form.equals("pattern")) {
      lines.add("  pattern: yyyy-MM-dd HH:mm:ss");
    }
  }

  private static String form(JsonNode value) {
    if (value.isNumber() || value.asText().matches("\\d{9,16}")) {
      return value.asLong() >= LEAST_MILLIS ? "epoch-millis" : "epoch-seconds";
    }
    return value.asText().contains("T") ? "iso" : "pattern";
  }

  private void value(String key, Optional<String> path, String records) {
    lines.add(
        path.map(found ->
                "  %s: %-16s# guessed: check it".formatted(key, place(found, records) + " "))
            .orElse("  " + key + ": FILL-IN         # a place, see config/formats/README.md"));
  }

  /** The first leaf whose last name fits. */
  private Optional<String> find(String names) {
    Pattern wanted = Pattern.compile(names);
    return leaves.keySet().stream()
        .filter(path -> wanted.matcher(lastName(path)).matches())
        .findFirst();
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1).replace("[]", "").toLowerCase(Locale.ROOT);
  }

  /** The list that holds the records, when there is one inside the body. */
  private static String recordsOf(String path) {
    int list = path.lastIndexOf("[]");
    return list <= 0 ? "" : path.substring(0, list);
  }

  /** From the record down where it lies there, else from the top. */
  private static String place(String path, String records) {
    String list = records + "[].";
    if (path.startsWith(list)) {
      return path.substring(list.length());
    }
    if (records.isEmpty()) {
      return path.startsWith("[].") ? path.substring("[].".length()) : path;
    }
    return path.contains("[]") ? "FILL-IN" : "/" + path.replace('.', '/');
  }
}
