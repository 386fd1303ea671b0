package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code cuffline.v1}: our own JSON, for whoever may choose. One reading, or {@code {"readings":
 * [...]}} with 1 to 256 of them, each its own item: a bad one does not sink its neighbours.
 *
 * <pre>{@code
 * {"id": "r-1", "device": "imei:990000000000017", "measuredAt": "2026-01-05T08:00:00-05:00",
 *  "systolic": 126, "diastolic": 81, "mean": 96, "unit": "mmHg", "pulse": 69, "userSlot": "1",
 *  "flags": ["body-movement"], "entry": "automatic", "battery": 85}
 * }</pre>
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>Field</th><th>Meaning</th></tr>
 * <tr><td>id</td><td>the sender's own id of the reading, the same in every retry; without it the
 *     reading is known by its device, slot, time and values</td></tr>
 * <tr><td>device</td><td>{@code kind:value}; left out when the sender is the device</td></tr>
 * <tr><td>measuredAt</td><td>ISO 8601 with an offset; or wall time, together with {@code zone} (IANA)
 *     or else read in the patient's home zone; left out by a device without a clock: the receipt
 *     stands in for it, and a person has to confirm the date before it counts</td></tr>
 * <tr><td>systolic, diastolic, mean</td><td>in {@code unit}; null or left out: the device has no
 *     value</td></tr>
 * <tr><td>unit</td><td>{@code mmHg} (default) or {@code kPa}; another one is quarantined, never
 *     guessed (D9)</td></tr>
 * <tr><td>pulse</td><td>beats per minute; may come without a pressure</td></tr>
 * <tr><td>userSlot</td><td>text or number; {@code 255} is an unknown user</td></tr>
 * <tr><td>flags</td><td>names of {@link dev.cuffline.rules.reading.ReadingFlag} in lower case with
 *     hyphens; an unknown one is reported and ignored</td></tr>
 * <tr><td>entry</td><td>{@code automatic} (default) or {@code manual}; anything else is taken as
 *     typed, so that it does not count</td></tr>
 * <tr><td>battery</td><td>percent, 0 to 100</td></tr>
 * </table>
 *
 * <p>Other fields are reported ({@code unknown-field}) and ignored. Numbers may stand in strings.
 * JSON Schema: {@code config/formats/cuffline.v1.schema.json}.
 */
final class CufflineFormat implements RecognisedFormat {
  static final int MAX_READINGS = 256;

  private final CufflineReading reading;

  CufflineFormat(PlausibilityLimits limits) {
    this.reading = new CufflineReading(limits);
  }

  @Override
  public String name() {
    return "cuffline.v1";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public int likeness(JsonNode body) {
    boolean ours =
        body.path("readings").isArray()
            || (body.has("measuredAt") && (body.has("systolic") || body.has("pulse")));
    return ours ? 2 : 0;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return switch (JsonPayload.read(payload)) {
      case JsonPayload.Result.Unreadable unreadable -> List.of(unreadable.item());
      case JsonPayload.Result.Read(JsonNode value) -> items(value);
    };
  }

  private List<DecodedItem> items(JsonNode value) {
    if (!value.has("readings")) {
      return List.of(reading.item(value));
    }
    JsonNode readings = value.path("readings");
    if (!readings.isArray() || readings.isEmpty() || readings.size() > MAX_READINGS) {
      return List.of(
          CufflineReading.violation(
              Optional.empty(), "readings", "an array of 1 to " + MAX_READINGS + " readings"));
    }
    List<DecodedItem> items = new ArrayList<>(readings.size());
    readings.forEach(record -> items.add(reading.item(record)));
    return items;
  }
}
