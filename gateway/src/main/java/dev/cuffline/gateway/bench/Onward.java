package dev.cuffline.gateway.bench;

import java.util.List;

/** Where what is judged goes while the load comes in. */
public enum Onward {
  /** Nowhere. */
  OFF("destinations: []"),
  /** To NDJSON files. */
  NDJSON(
      "destinations:",
      "  - name: bench",
      "    type: ndjson",
      "    folder: fhir",
      "    from: beginning"),
  /** To a FHIR server that nobody runs: acknowledging must not notice (P8). */
  DEAD_FHIR(
      "destinations:",
      "  - name: bench",
      "    type: fhir",
      "    url: http://127.0.0.1:1/r4",
      "    from: beginning");

  private final String settings;

  Onward(String... settings) {
    this.settings = String.join("\n", settings);
  }

  /** Lines of the settings file. */
  List<String> settings() {
    return settings.lines().toList();
  }

  /** In words. */
  String words() {
    return switch (this) {
      case OFF -> "off";
      case NDJSON -> "NDJSON";
      case DEAD_FHIR -> "a FHIR server that is down";
    };
  }
}
