package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One record of {@link CufflineFormat}. */
final class CufflineReading {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "device",
          "measuredAt",
          "zone",
          "systolic",
          "diastolic",
          "mean",
          "unit",
          "pulse",
          "userSlot",
          "flags",
          "entry",
          "battery");

  private static final Map<String, ReadingFlag> FLAGS = FlagWords.byName();

  private final PlausibilityLimits limits;

  CufflineReading(PlausibilityLimits limits) {
    this.limits = limits;
  }

  static DecodedItem violation(Optional<DeviceKey> device, String field, String expected) {
    return new DecodedItem.Malformed(
        device,
        List.of(new Reason("schema-violation", field)),
        "field " + field + ": expected " + expected);
  }

  /** A record as an item. */
  DecodedItem item(JsonNode reading) {
    if (!reading.isObject()) {
      return new DecodedItem.Malformed(
          Optional.empty(), List.of(Reason.of("unknown-format")), "expected an object");
    }
    Optional<DeviceKey> device = device(reading);
    if (device.isEmpty() && JsonFields.isGiven(reading, "device")) {
      return violation(device, "device", "kind:value, for example imei:990000000000017");
    }
    for (String text : List.of("id", "userSlot")) {
      if (JsonFields.isGiven(reading, text) && JsonFields.text(reading, text).isEmpty()) {
        return violation(device, text, "a text of 1 to " + JsonFields.MAX_TEXT + " characters");
      }
    }
    return switch (CufflineTime.of(reading)) {
      case CufflineTime.Unreadable(String field, String expected) ->
          violation(device, field, expected);
      case CufflineTime.Read(WireTime time, List<Reason> marks) ->
          measured(reading, device, time, marks);
    };
  }

  private static Optional<DeviceKey> device(JsonNode reading) {
    try {
      return JsonFields.text(reading, "device")
          .map(DeviceKey::parse)
          .filter(key -> !key.value().isBlank());
    } catch (IllegalArgumentException bad) {
      return Optional.empty();
    }
  }

  private DecodedItem measured(
      JsonNode reading, Optional<DeviceKey> device, WireTime time, List<Reason> marks) {
    for (String pressure : List.of("systolic", "diastolic")) {
      if (JsonFields.isGiven(reading, pressure) && number(reading, pressure).isEmpty()) {
        return violation(device, pressure, "a number");
      }
    }
    String unit = unit(reading);
    if (!unit.equals("mmHg") && !unit.equals("kPa")) {
      return new DecodedItem.Parked(device, List.of(Reason.of("unit-unknown")));
    }
    boolean anyPressure =
        number(reading, "systolic").isPresent() || number(reading, "diastolic").isPresent();
    if (!anyPressure && number(reading, "pulse").isEmpty()) {
      return violation(device, "systolic", "systolic and diastolic, or a pulse");
    }
    return measurement(reading, device, time, marks, anyPressure);
  }

  private DecodedItem measurement(
      JsonNode reading,
      Optional<DeviceKey> device,
      WireTime time,
      List<Reason> marks,
      boolean anyPressure) {
    Optional<BigDecimal> systolic = inMmHg(reading, "systolic");
    Optional<BigDecimal> diastolic = inMmHg(reading, "diastolic");
    Optional<BigDecimal> pulse = number(reading, "pulse").filter(limits::plausiblePulse);
    boolean plausible = limits.plausible(systolic, diastolic) && (anyPressure || pulse.isPresent());
    Optional<BigDecimal> mean = inMmHg(reading, "mean").filter(value -> value.signum() > 0);
    Optional<BloodPressure> pair =
        systolic.flatMap(s -> diastolic.map(d -> new BloodPressure(s, d, mean)));
    boolean lone = anyPressure && pair.isEmpty();
    Set<ReadingFlag> flags = flags(reading);
    List<Reason> reasons = new ArrayList<>(marks);
    if (!plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    if (lone) {
      reasons.add(Reason.of("no-value"));
    }
    reasons.addAll(FlagWords.reasons(flags));
    reasons.addAll(oddities(reading));
    DeviceState state =
        JsonFields.integer(reading, "battery", 0, 100)
            .map(percent -> new DeviceState(Map.of(Gauge.BATTERY_PERCENT, percent)))
            .orElse(DeviceState.NONE);
    state.batteryReason().ifPresent(reasons::add);
    return new DecodedItem.Measurement(
        device,
        JsonFields.text(reading, "userSlot"),
        time,
        pair,
        lone ? new LonePressure(systolic, diastolic) : LonePressure.NONE,
        pulse,
        flags,
        flags,
        entry(reading),
        plausible,
        JsonFields.text(reading, "id"),
        Optional.empty(),
        rawValues(reading),
        state,
        reasons);
  }

  /** What a sender should mend, and what does not stop the reading. */
  private List<Reason> oddities(JsonNode reading) {
    List<Reason> odd = new ArrayList<>();
    if (unit(reading).equals("kPa")) {
      odd.add(Reason.of("unit-kilopascal"));
    }
    if (JsonFields.isGiven(reading, "pulse")
        && number(reading, "pulse").filter(limits::plausiblePulse).isEmpty()) {
      boolean zero = number(reading, "pulse").filter(rate -> rate.signum() == 0).isPresent();
      odd.add(Reason.of(zero ? "pulse-sentinel" : "pulse-implausible"));
    }
    if (JsonFields.isGiven(reading, "entry") && !isEntryKnown(reading)) {
      odd.add(Reason.of("entry-unknown"));
    }
    if (JsonFields.isGiven(reading, "flags")) {
      JsonNode names = reading.path("flags");
      boolean allKnown = names.isArray();
      for (JsonNode name : names) {
        allKnown &= FLAGS.containsKey(name.asText());
      }
      if (!allKnown) {
        odd.add(Reason.of("flag-unknown"));
      }
    }
    for (Iterator<String> names = reading.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        odd.add(Reason.of("unknown-field"));
        break;
      }
    }
    return odd;
  }

  private static boolean isEntryKnown(JsonNode reading) {
    String entry = JsonFields.text(reading, "entry").orElse("");
    return entry.equals("automatic") || entry.equals("manual");
  }

  private static EntryMethod entry(JsonNode reading) {
    return !JsonFields.isGiven(reading, "entry")
            || JsonFields.text(reading, "entry").filter("automatic"::equals).isPresent()
        ? EntryMethod.AUTOMATIC
        : EntryMethod.MANUAL;
  }

  private static Set<ReadingFlag> flags(JsonNode reading) {
    Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
    JsonNode names = reading.path("flags");
    if (names.isArray()) {
      names.forEach(name -> Optional.ofNullable(FLAGS.get(name.asText())).ifPresent(flags::add));
    }
    return flags;
  }

  private static String unit(JsonNode reading) {
    return JsonFields.isGiven(reading, "unit")
        ? JsonFields.text(reading, "unit").orElse("")
        : "mmHg";
  }

  private static Optional<BigDecimal> number(JsonNode reading, String field) {
    return JsonFields.number(reading, field);
  }

  private static Optional<BigDecimal> inMmHg(JsonNode reading, String field) {
    boolean kilopascal = unit(reading).equals("kPa");
    return number(reading, field)
        .map(value -> kilopascal ? PressureUnit.KILOPASCAL.toMmHg(value) : value);
  }

  /** Numbers as numbers: one that a retry sends in a string is the same. */
  private static String rawValues(JsonNode reading) {
    List<String> parts = new ArrayList<>(List.of(unit(reading)));
    for (String field : List.of("systolic", "diastolic", "mean", "pulse")) {
      parts.add(
          number(reading, field)
              .map(value -> value.stripTrailingZeros().toPlainString())
              .orElse("-"));
    }
    return String.join(" ", parts);
  }
}
