package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code cuffline.v1}: our own JSON, for whoever may choose. One reading, or {@code {"readings":
 * [...]}} with up to 256 of them, each its own item.
 *
 * <pre>{@code
 * {"id": "r-1", "device": "imei:990000000000017", "measuredAt": "2026-01-05T08:00:00-05:00",
 *  "systolic": 126, "diastolic": 81, "mean": 96, "unit": "mmHg", "pulse": 69, "userSlot": "1",
 *  "flags": ["body-movement"], "entry": "automatic", "battery": 85}
 * }</pre>
 *
 * <p>Required: {@code measuredAt} (ISO 8601; without an offset it is wall time of the patient's
 * home), {@code systolic}, {@code diastolic}. {@code unit} is {@code mmHg} unless it says {@code
 * kPa}. {@code device} may be left out when the sender is the device. JSON Schema:
 * config/formats/cuffline.v1.schema.json.
 */
final class CufflineFormat implements PayloadFormat {
  private static final int MAX_READINGS = 256;
  private static final BigDecimal MMHG_PER_KILOPASCAL = new BigDecimal("7.500616827");
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "device",
          "measuredAt",
          "systolic",
          "diastolic",
          "mean",
          "unit",
          "pulse",
          "userSlot",
          "flags",
          "entry",
          "battery");

  private final PlausibilityLimits limits;

  CufflineFormat(PlausibilityLimits limits) {
    this.limits = limits;
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
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return switch (JsonPayload.read(payload)) {
      case JsonPayload.Result.Unreadable(Reason reason, String detail) ->
          List.of(new DecodedItem.Malformed(Optional.empty(), List.of(reason), detail));
      case JsonPayload.Result.Read(JsonNode value) -> items(value);
    };
  }

  private List<DecodedItem> items(JsonNode value) {
    JsonNode readings = value.path("readings");
    if (readings.isMissingNode()) {
      return List.of(item(value));
    }
    if (!readings.isArray() || readings.isEmpty() || readings.size() > MAX_READINGS) {
      return List.of(
          wrong(Optional.empty(), "readings", "an array of 1 to " + MAX_READINGS + " readings"));
    }
    List<DecodedItem> items = new ArrayList<>(readings.size());
    readings.forEach(reading -> items.add(item(reading)));
    return items;
  }

  private static DecodedItem wrong(Optional<DeviceKey> device, String field, String expected) {
    return new DecodedItem.Malformed(
        device,
        List.of(new Reason("schema-violation", field)),
        "field " + field + ": expected " + expected);
  }

  private DecodedItem item(JsonNode reading) {
    if (!reading.isObject()) {
      return new DecodedItem.Malformed(
          Optional.empty(), List.of(Reason.of("unknown-format")), "expected an object");
    }
    Optional<DeviceKey> device;
    try {
      device = JsonFields.text(reading, "device").map(DeviceKey::parse);
    } catch (IllegalArgumentException bad) {
      return wrong(Optional.empty(), "device", "kind:value, for example imei:990000000000017");
    }
    Optional<DecodedItem> refused = refusal(reading, device);
    return refused.orElseGet(() -> measurement(reading, device));
  }

  private static Optional<DecodedItem> refusal(JsonNode reading, Optional<DeviceKey> device) {
    for (var names = reading.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        return Optional.of(
            new DecodedItem.Malformed(
                device,
                List.of(Reason.of("schema-violation")),
                "a field that cuffline.v1 does not have; it has "
                    + FIELDS.stream().sorted().toList()));
      }
    }
    for (String number : List.of("systolic", "diastolic")) {
      if (JsonFields.number(reading, number).isEmpty()) {
        return Optional.of(wrong(device, number, "a number"));
      }
    }
    String unit = JsonFields.text(reading, "unit").orElse("mmHg");
    if (!unit.equals("mmHg") && !unit.equals("kPa")) {
      return Optional.of(wrong(device, "unit", "mmHg or kPa"));
    }
    String entry = JsonFields.text(reading, "entry").orElse("automatic");
    if (!entry.equals("automatic") && !entry.equals("manual")) {
      return Optional.of(wrong(device, "entry", "automatic or manual"));
    }
    if (time(reading).isEmpty()) {
      return Optional.of(wrong(device, "measuredAt", "ISO 8601 such as 2026-01-05T08:00:00-05:00"));
    }
    return flags(reading).isEmpty()
        ? Optional.of(wrong(device, "flags", "an array of names such as body-movement"))
        : Optional.empty();
  }

  private DecodedItem measurement(JsonNode reading, Optional<DeviceKey> device) {
    boolean kilopascal = JsonFields.text(reading, "unit").orElse("mmHg").equals("kPa");
    BigDecimal systolic = inMmHg(JsonFields.number(reading, "systolic").orElseThrow(), kilopascal);
    BigDecimal diastolic =
        inMmHg(JsonFields.number(reading, "diastolic").orElseThrow(), kilopascal);
    Optional<BigDecimal> mean =
        JsonFields.number(reading, "mean")
            .filter(value -> value.signum() > 0)
            .map(value -> inMmHg(value, kilopascal));
    EntryMethod entry =
        JsonFields.text(reading, "entry").orElse("automatic").equals("manual")
            ? EntryMethod.MANUAL
            : EntryMethod.AUTOMATIC;
    List<Reason> reasons = new ArrayList<>();
    boolean plausible = limits.plausible(systolic, diastolic);
    if (!plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    if (kilopascal) {
      reasons.add(Reason.of("unit-kilopascal"));
    }
    Optional<BigDecimal> pulse = JsonFields.number(reading, "pulse");
    if (pulse.isPresent() && !limits.plausiblePulse(pulse.get())) {
      reasons.add(Reason.of("pulse-implausible"));
      pulse = Optional.empty();
    }
    Set<ReadingFlag> flags = flags(reading).orElseThrow();
    if (flags.contains(ReadingFlag.BODY_MOVEMENT)) {
      reasons.add(Reason.of("movement"));
    }
    if (flags.contains(ReadingFlag.AVERAGED)) {
      reasons.add(Reason.of("averaged"));
    }
    return new DecodedItem.Measurement(
        device,
        JsonFields.text(reading, "userSlot"),
        time(reading).orElseThrow(),
        Optional.of(new BloodPressure(systolic, diastolic, mean)),
        LonePressure.NONE,
        pulse,
        flags,
        entry,
        plausible,
        JsonFields.text(reading, "id"),
        Optional.empty(),
        rawValues(reading),
        new DeviceState(
            JsonFields.integer(reading, "battery")
                .filter(percent -> percent >= 0 && percent <= 100)
                .map(Math::toIntExact),
            Optional.empty()),
        reasons);
  }

  private static String rawValues(JsonNode reading) {
    return String.join(
        " ",
        reading.path("systolic").asText(),
        reading.path("diastolic").asText(),
        reading.path("pulse").asText(),
        JsonFields.text(reading, "unit").orElse("mmHg"));
  }

  private static BigDecimal inMmHg(BigDecimal value, boolean kilopascal) {
    return kilopascal
        ? value.multiply(MMHG_PER_KILOPASCAL).setScale(2, RoundingMode.HALF_UP)
        : value;
  }

  private static Optional<WireTime> time(JsonNode reading) {
    Optional<String> text = JsonFields.text(reading, "measuredAt");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      OffsetDateTime at = OffsetDateTime.parse(text.get());
      return Optional.of(
          new WireTime.At(
              at.toInstant(), Optional.of(at.getOffset()), TimeQuality.DEVICE, text.get()));
    } catch (DateTimeException noOffset) {
      return local(text.get());
    }
  }

  private static Optional<WireTime> local(String text) {
    try {
      return Optional.of(new WireTime.Local(LocalDateTime.parse(text), text));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static Optional<Set<ReadingFlag>> flags(JsonNode reading) {
    Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
    JsonNode names = reading.path("flags");
    if (!names.isMissingNode() && !names.isArray()) {
      return Optional.empty();
    }
    for (JsonNode name : names) {
      try {
        flags.add(ReadingFlag.valueOf(name.asText().toUpperCase(Locale.ROOT).replace('-', '_')));
      } catch (IllegalArgumentException unknown) {
        return Optional.empty();
      }
    }
    return Optional.of(flags);
  }
}
