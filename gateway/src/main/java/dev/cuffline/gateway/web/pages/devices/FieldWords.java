package dev.cuffline.gateway.web.pages.devices;

import java.util.Map;

/** What the fields of commands are called on the pages. */
final class FieldWords {
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("at", "When"),
          Map.entry("kind", "What happened"),
          Map.entry("patient", "Patient"),
          Map.entry("staff", "By whom"),
          Map.entry("note", "Note"),
          Map.entry("from", "From"),
          Map.entry("to", "Until"),
          Map.entry("slot", "User slot"),
          Map.entry("device", "Cuff"),
          Map.entry("keys", "What it calls itself"),
          Map.entry("udi", "UDI"),
          Map.entry("clearance", "510(k) or De Novo number"),
          Map.entry("cuffSize", "Cuff size"),
          Map.entry("regulatoryStatus", "Regulatory status"),
          Map.entry("zone", "Zone"),
          Map.entry("ahead", "May run ahead"),
          Map.entry("futureTolerance", "May run ahead"),
          Map.entry("oldest", "May be as old as"),
          Map.entry("id", "Name"));

  private FieldWords() {}

  /** The label; the field's own name when it has none. */
  static String of(String field) {
    return LABELS.getOrDefault(field, field);
  }
}
