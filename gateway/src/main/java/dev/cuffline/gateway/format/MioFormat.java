package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mio-telemetry} and {@code mio-status}: the JSON that MioConnect forwards from Transtek
 * cellular cuffs (devices.md 2.2).
 *
 * <p>Pressures are in mmHg. {@code ts} is in seconds since 1970 in UTC, so the zone in {@code tz},
 * whose form nobody has confirmed, is never needed. {@code createdAt} and {@code upload_time}
 * change with every retry and are not read. The two names differ only in which half of the envelope
 * they expect; the other half on the same path is read as well, since the message says what it is.
 */
final class MioFormat implements PayloadFormat {
  private static final String MEASUREMENT = "bpm_gen2_measure";
  private static final Set<String> DEVICE_NEWS = Set.of("bpm_gen2_status", "bpm_gen2_log");
  private static final List<String> OTHER_KINDS = List.of("scale_", "bgm_", "oxi", "spo2_");
  private static final List<String> REQUIRED = List.of("imei", "sys", "dia", "ts");

  /** The vendor's style of "no value" in a byte; a pulse of 0 means the same. */
  private static final BigDecimal NO_PULSE = BigDecimal.valueOf(255);

  /**
   * Seconds; beyond any clock, milliseconds taken for seconds included, and the store can hold it.
   */
  private static final long FARTHEST_TIME = 9_000_000_000_000L;

  private static final Map<String, ReadingFlag> FLAGS =
      Map.of(
          "ihb", ReadingFlag.IRREGULAR_PULSE,
          "hand", ReadingFlag.BODY_MOVEMENT,
          "tri", ReadingFlag.AVERAGED);

  private final String name;
  private final String body;
  private final String otherBody;
  private final PlausibilityLimits limits;

  private MioFormat(String name, String body, String otherBody, PlausibilityLimits limits) {
    this.name = name;
    this.body = body;
    this.otherBody = otherBody;
    this.limits = limits;
  }

  /** Measurements. */
  static MioFormat telemetry(PlausibilityLimits limits) {
    return new MioFormat("mio-telemetry", "data", "status", limits);
  }

  /** Battery, signal and the like. */
  static MioFormat status(PlausibilityLimits limits) {
    return new MioFormat("mio-status", "status", "data", limits);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return List.of(
        switch (JsonPayload.read(payload)) {
          case JsonPayload.Result.Unreadable unreadable -> unreadable.item();
          case JsonPayload.Result.Read(JsonNode value) -> item(value);
        });
  }

  private DecodedItem item(JsonNode envelope) {
    if (!envelope.isObject()) {
      return new DecodedItem.Malformed(
          Optional.empty(),
          List.of(Reason.of("unknown-format")),
          "expected an object with " + body);
    }
    JsonNode content = envelope.has(body) ? envelope.path(body) : envelope.path(otherBody);
    Optional<DeviceKey> device = JsonFields.text(content, "imei").map(DeviceKey::imei);
    if (JsonFields.flag(envelope, "isTest").orElse(false)) {
      return new DecodedItem.Irrelevant(device, List.of(Reason.of("test-message")));
    }
    if (!content.isObject()) {
      return violation(device, body, "an object");
    }
    Optional<String> type = JsonFields.text(content, "data_type");
    return type.isPresent()
        ? byType(type.get(), content, device)
        : violation(device, "data_type", "a text such as " + MEASUREMENT);
  }

  private DecodedItem byType(String type, JsonNode content, Optional<DeviceKey> device) {
    if (type.equals(MEASUREMENT)) {
      return measurement(content, device);
    }
    if (DEVICE_NEWS.contains(type)) {
      return device.isPresent()
          ? new DecodedItem.Telemetry(
              device, state(content), state(content).batteryReason().stream().toList())
          : violation(device, "imei", "the device's number");
    }
    return OTHER_KINDS.stream().anyMatch(type::startsWith)
        ? new DecodedItem.Irrelevant(device, List.of(Reason.of("not-blood-pressure")))
        : new DecodedItem.Parked(device, List.of(Reason.of("unknown-message-type")));
  }

  private DecodedItem measurement(JsonNode data, Optional<DeviceKey> device) {
    for (String required : REQUIRED) {
      boolean there =
          switch (required) {
            case "imei" -> device.isPresent();
            case "ts" -> time(data).isPresent();
            default -> JsonFields.number(data, required).isPresent();
          };
      if (!there) {
        return violation(device, required, required.equals("imei") ? "its number" : "a number");
      }
    }
    if (JsonFields.isGiven(data, "user") && JsonFields.text(data, "user").isEmpty()) {
      return violation(device, "user", "a slot number");
    }
    return measurement(data, device, time(data).orElseThrow());
  }

  private DecodedItem measurement(JsonNode data, Optional<DeviceKey> device, WireTime time) {
    BigDecimal systolic = JsonFields.number(data, "sys").orElseThrow();
    BigDecimal diastolic = JsonFields.number(data, "dia").orElseThrow();
    List<Reason> reasons = new ArrayList<>();
    boolean plausible = limits.plausible(systolic, diastolic);
    if (!plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    Optional<BigDecimal> pulse = pulse(data, reasons);
    Set<ReadingFlag> flags = flags(data, true);
    reasons.addAll(reasons(flags));
    DeviceState state = state(data);
    state.batteryReason().ifPresent(reasons::add);
    return new DecodedItem.Measurement(
        device,
        JsonFields.text(data, "user"),
        time,
        Optional.of(new BloodPressure(systolic, diastolic, Optional.empty())),
        LonePressure.NONE,
        pulse,
        flags,
        statedFlags(data),
        EntryMethod.AUTOMATIC,
        plausible,
        Optional.empty(),
        Optional.empty(),
        rawValues(data, systolic, diastolic),
        state,
        reasons);
  }

  /** Numbers as numbers: one that a retry sends in a string is the same. */
  private static String rawValues(JsonNode data, BigDecimal systolic, BigDecimal diastolic) {
    return String.join(
        " ",
        "mmHg",
        systolic.stripTrailingZeros().toPlainString(),
        diastolic.stripTrailingZeros().toPlainString(),
        JsonFields.number(data, "pul")
            .map(pulse -> pulse.stripTrailingZeros().toPlainString())
            .orElse("-"));
  }

  private static Optional<WireTime> time(JsonNode data) {
    return JsonFields.integer(data, "ts")
        .filter(seconds -> seconds >= -FARTHEST_TIME && seconds <= FARTHEST_TIME)
        .map(seconds ->
            new WireTime.At(
                Instant.ofEpochSecond(seconds),
                Optional.empty(),
                TimeQuality.DEVICE,
                seconds.toString()));
  }

  /** The reading is kept without a pulse that is none. */
  private Optional<BigDecimal> pulse(JsonNode data, List<Reason> reasons) {
    Optional<BigDecimal> pulse = JsonFields.number(data, "pul");
    boolean sentinel =
        pulse.filter(rate -> rate.signum() == 0 || rate.compareTo(NO_PULSE) == 0).isPresent();
    if (sentinel) {
      reasons.add(Reason.of("pulse-sentinel"));
      return Optional.empty();
    }
    if (pulse.isEmpty() ? JsonFields.isGiven(data, "pul") : !limits.plausiblePulse(pulse.get())) {
      reasons.add(Reason.of("pulse-implausible"));
      return Optional.empty();
    }
    return pulse;
  }

  private static Set<ReadingFlag> flags(JsonNode data, boolean value) {
    Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
    FLAGS.forEach((field, flag) -> {
      if (JsonFields.flag(data, field).filter(said -> said == value).isPresent()) {
        flags.add(flag);
      }
    });
    return flags;
  }

  private static Set<ReadingFlag> statedFlags(JsonNode data) {
    Set<ReadingFlag> stated = flags(data, true);
    stated.addAll(flags(data, false));
    return stated;
  }

  /** What is worth a word beside the reading. */
  static List<Reason> reasons(Set<ReadingFlag> flags) {
    List<Reason> reasons = new ArrayList<>();
    if (flags.contains(ReadingFlag.BODY_MOVEMENT)) {
      reasons.add(Reason.of("movement"));
    }
    if (flags.contains(ReadingFlag.AVERAGED)) {
      reasons.add(Reason.of("averaged"));
    }
    return reasons;
  }

  private static DeviceState state(JsonNode data) {
    return new DeviceState(
        JsonFields.integer(data, "bat", 0, 100), JsonFields.integer(data, "sig", -1_000, 1_000));
  }

  private static DecodedItem violation(Optional<DeviceKey> device, String field, String expected) {
    return new DecodedItem.Malformed(
        device,
        List.of(new Reason("schema-violation", field)),
        "field " + field + ": expected " + expected);
  }
}
