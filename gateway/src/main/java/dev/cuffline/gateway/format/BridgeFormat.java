package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.registry.DeviceKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code bridge.v1}: what a hub has read from one cuff in one connection, as the bytes of Bluetooth
 * characteristics (devices.md 3.3). Over HTTP, or over MQTT at {@code devices/{hubId}/bridge.v1}.
 *
 * <pre>{@code
 * {"v": 1, "msg_id": "7f1c", "hub": "hub-1", "hub_time": "2025-01-08T12:21:30.250Z", "hub_time_sync": "ntp",
 *  "cuff": {"address": "B0:49:5F:00:10:71", "address_type": "public", "manufacturer": "OMRONHEALTHCARE",
 *           "model": "HEM-9200T", "serial": "TT01", "system_id": "711000FEFF5F49B0"},
 *  "cuff_time_now": "E9070108071428030000", "feature": "1F00", "battery": 64, "rssi": -61,
 *  "records": [{"char": "2A35", "value": "1E7F004F005F00E90701080714004700010400"}]}
 * }</pre>
 *
 * <p>Each record, 1 to 256 of them, is an item of its own: a bad one does not sink its neighbours.
 * Manufacturer and model choose the quirks. With the cuff's clock and the hub's, read in the same
 * connection, the time of a measurement can be repaired ({@link WireTime.Repairable}); whether the
 * hub's clock is to be believed is judged in intake. JSON Schema: {@code
 * config/formats/bridge.v1.schema.json}; the gateway reads somewhat more than it allows.
 */
final class BridgeFormat implements RecognisedFormat {
  static final int MAX_RECORDS = 256;
  private static final int THIS_VERSION = 1;

  /** 16-bit assigned numbers, short or within the Bluetooth base UUID. */
  private static final Pattern UUID_16 =
      Pattern.compile("(?:0X)?([0-9A-F]{4})|0000([0-9A-F]{4})-0000-1000-8000-00805F9B34FB");

  private final PlausibilityLimits limits;
  private final Ble2A35Format measurements;
  private final RareRecords rare;

  BridgeFormat(PlausibilityLimits limits) {
    this.limits = limits;
    this.measurements = new Ble2A35Format(limits);
    this.rare = new RareRecords(limits);
  }

  @Override
  public String name() {
    return "bridge.v1";
  }

  @Override
  public int version() {
    return 3; // 2 did not keep what stands in place of a mean or a pulse
  }

  @Override
  public int likeness(JsonNode body) {
    return body.path("cuff").isObject() && body.path("records").isArray() ? 3 : 0;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return switch (JsonPayload.read(payload)) {
      case JsonPayload.Result.Unreadable unreadable -> List.of(unreadable.item());
      case JsonPayload.Result.Read(JsonNode envelope) -> items(envelope);
    };
  }

  private List<DecodedItem> items(JsonNode envelope) {
    if (!envelope.isObject()) {
      return List.of(
          new DecodedItem.Malformed(
              Optional.empty(), List.of(Reason.of("unknown-format")), "expected an object"));
    }
    Optional<Long> version = JsonFields.integer(envelope, "v");
    if (version.isEmpty()) {
      return List.of(CufflineReading.violation(Optional.empty(), "v", "the number 1"));
    }
    return switch (BridgeCuff.of(envelope)) {
      case BridgeCuff.Unreadable(String field, String expected) ->
          List.of(CufflineReading.violation(Optional.empty(), field, expected));
      case BridgeCuff.Known(DeviceKey key, Quirks ofModel) ->
          version.get() == THIS_VERSION
              ? records(envelope, key, ofModel)
              : List.of(parked(key, Reason.of("unknown-message-type")));
    };
  }

  private List<DecodedItem> records(JsonNode envelope, DeviceKey key, Quirks quirks) {
    JsonNode records = envelope.path("records");
    if (!records.isArray()) {
      return List.of(CufflineReading.violation(Optional.of(key), "records", "an array"));
    }
    if (records.size() > MAX_RECORDS) {
      return List.of(parked(key, Reason.of("too-many-records")));
    }
    CuffContext context = BridgeConnection.context(envelope, key);
    if (records.isEmpty()) {
      return List.of(telemetry(context));
    }
    Optional<String> message = JsonFields.text(envelope, "msg_id");
    List<DecodedItem> items = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      String place = "#" + i;
      items.add(
          record(
              records.get(i),
              message.map(id -> context.withMessageId(id + place)).orElse(context),
              quirks));
    }
    return items;
  }

  private DecodedItem record(JsonNode record, CuffContext context, Quirks quirks) {
    Optional<DeviceKey> key = context.device();
    if (!record.isObject()) {
      return CufflineReading.violation(key, "records", "objects with char and value");
    }
    Optional<String> characteristic =
        JsonFields.text(record, "char").flatMap(BridgeFormat::assignedNumber);
    if (characteristic.isEmpty()) {
      return CufflineReading.violation(key, "char", "an assigned number such as 2A35");
    }
    Optional<byte[]> bytes = bytes(record.path("value"));
    if (bytes.isEmpty()) {
      return CufflineReading.violation(key, "value", "pairs of hex digits");
    }
    return switch (characteristic.get()) {
      case "2A35" -> measurement(bytes.get(), context, quirks);
      case "2B34" -> rare.enhanced(bytes.get(), context);
      case "2B36" -> rare.segment(bytes.get(), context, quirks);
      case "2A36", "2B35" -> new DecodedItem.Irrelevant(key, List.of(Reason.of("display-only")));
      case "2A08", "2A2B", "2A49" -> telemetry(context);
      case "2A19" -> battery(bytes.get(), key);
      default ->
          parked(key.orElseThrow(), new Reason("unknown-characteristic", characteristic.get()));
    };
  }

  private DecodedItem measurement(byte[] bytes, CuffContext context, Quirks quirks) {
    return switch (PressureFrame.read(bytes, quirks, limits)) {
      case PressureFrame.Result.Unreadable unreadable ->
          Ble2A35Format.malformed(unreadable, context.device());
      case PressureFrame.Result.Read(PressureFrame frame) -> measurements.item(frame, context);
    };
  }

  private static DecodedItem battery(byte[] bytes, Optional<DeviceKey> key) {
    if (bytes.length == 0 || !Gauge.BATTERY_PERCENT.holds(bytes[0] & 0xFF)) {
      return CufflineReading.violation(key, "value", "one byte, 0 to 100 percent");
    }
    DeviceState state = new DeviceState(Map.of(Gauge.BATTERY_PERCENT, bytes[0] & 0xFF));
    return new DecodedItem.Telemetry(key, state, state.batteryReason().stream().toList());
  }

  private static DecodedItem telemetry(CuffContext context) {
    return new DecodedItem.Telemetry(
        context.device(), context.state(), context.state().batteryReason().stream().toList());
  }

  private static DecodedItem parked(DeviceKey key, Reason reason) {
    return new DecodedItem.Parked(Optional.of(key), List.of(reason));
  }

  private static Optional<String> assignedNumber(String text) {
    java.util.regex.Matcher matcher = UUID_16.matcher(text.toUpperCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /** Hex digits, at most 512 bytes: no characteristic is longer. */
  static Optional<byte[]> bytes(JsonNode node) {
    String text = node.isTextual() ? node.textValue().strip() : "-";
    if (text.length() > 2 * 512) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
