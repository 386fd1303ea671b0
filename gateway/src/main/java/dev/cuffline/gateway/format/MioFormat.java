package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mio-telemetry} and {@code mio-status}: the JSON that MioConnect forwards from Transtek
 * cellular cuffs (devices.md 2.2). Pressures in mmHg, {@code ts} in seconds since 1970 in UTC, so
 * the zone in {@code tz} is never needed.
 */
final class MioFormat implements PayloadFormat {
  private static final String MEASUREMENT = "bpm_gen2_measure";
  private static final Set<String> DEVICE_NEWS = Set.of("bpm_gen2_status", "bpm_gen2_log");
  private static final List<String> OTHER_KINDS = List.of("scale_", "bgm_", "oxi", "spo2_");
  private static final long NO_PULSE = 255;

  private final String name;
  private final String body;
  private final PlausibilityLimits limits;

  private MioFormat(String name, String body, PlausibilityLimits limits) {
    this.name = name;
    this.body = body;
    this.limits = limits;
  }

  /** Measurements. */
  static MioFormat telemetry(PlausibilityLimits limits) {
    return new MioFormat("mio-telemetry", "data", limits);
  }

  /** Battery, signal and the like. */
  static MioFormat status(PlausibilityLimits limits) {
    return new MioFormat("mio-status", "status", limits);
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
          case JsonPayload.Result.Unreadable(Reason reason, String detail) ->
              new DecodedItem.Malformed(Optional.empty(), List.of(reason), detail);
          case JsonPayload.Result.Read(JsonNode value) -> item(value);
        });
  }

  private DecodedItem item(JsonNode envelope) {
    if (!envelope.isObject()) {
      return malformed(
          Optional.empty(), Reason.of("unknown-format"), "expected an object with " + body);
    }
    JsonNode data = content(envelope);
    Optional<DeviceKey> device = JsonFields.text(data, "imei").map(DeviceKey::imei);
    if (JsonFields.flag(envelope, "isTest").orElse(false)) {
      return new DecodedItem.Irrelevant(device, List.of(Reason.of("test-message")));
    }
    if (!data.isObject()) {
      return malformed(device, new Reason("schema-violation", body), "expected the object " + body);
    }
    Optional<String> type = JsonFields.text(data, "data_type");
    if (type.isEmpty()) {
      return malformed(
          device, new Reason("schema-violation", "data_type"), "expected a text data_type");
    }
    return byType(type.get(), data, device);
  }

  /** Either half may come on either path: the vendor's forwarders are told apart by type alone. */
  private JsonNode content(JsonNode envelope) {
    JsonNode named = envelope.path(body);
    return named.isMissingNode() ? envelope.path(body.equals("data") ? "status" : "data") : named;
  }

  private DecodedItem byType(String type, JsonNode data, Optional<DeviceKey> device) {
    if (type.equals(MEASUREMENT)) {
      return measurement(data, device);
    }
    if (DEVICE_NEWS.contains(type)) {
      return new DecodedItem.Telemetry(device, state(data), List.of());
    }
    return OTHER_KINDS.stream().anyMatch(type::startsWith)
        ? new DecodedItem.Irrelevant(device, List.of(Reason.of("not-blood-pressure")))
        : new DecodedItem.Parked(device, List.of(Reason.of("unknown-message-type")));
  }

  private DecodedItem measurement(JsonNode data, Optional<DeviceKey> device) {
    for (String required : List.of("imei", "sys", "dia", "ts")) {
      boolean there =
          required.equals("imei")
              ? device.isPresent()
              : JsonFields.number(data, required).isPresent();
      if (!there) {
        return malformed(device, new Reason("schema-violation", required), "expected " + required);
      }
    }
    BigDecimal systolic = JsonFields.number(data, "sys").orElseThrow();
    BigDecimal diastolic = JsonFields.number(data, "dia").orElseThrow();
    List<Reason> reasons = new ArrayList<>();
    boolean plausible = limits.plausible(systolic, diastolic);
    if (!plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    Set<ReadingFlag> flags = flags(data, reasons);
    return new DecodedItem.Measurement(
        device,
        JsonFields.text(data, "user"),
        time(data),
        Optional.of(new BloodPressure(systolic, diastolic, Optional.empty())),
        LonePressure.NONE,
        pulse(data, reasons),
        flags,
        EntryMethod.AUTOMATIC,
        plausible,
        Optional.empty(),
        Optional.empty(),
        systolic.toPlainString()
            + "/"
            + diastolic.toPlainString()
            + " mmHg, pulse "
            + JsonFields.text(data, "pul").orElse(""),
        state(data),
        reasons);
  }

  private static WireTime time(JsonNode data) {
    String raw = JsonFields.text(data, "ts").orElse("");
    try {
      return JsonFields.integer(data, "ts")
          .map(Instant::ofEpochSecond)
          .<WireTime>map(at -> new WireTime.At(at, Optional.empty(), TimeQuality.DEVICE, raw))
          .orElseGet(() -> new WireTime.Missing(raw));
    } catch (DateTimeException beyond) {
      return new WireTime.Missing(raw);
    }
  }

  /** 0 and 255 are this vendor's "no value"; the reading is kept without a pulse. */
  private Optional<BigDecimal> pulse(JsonNode data, List<Reason> reasons) {
    Optional<BigDecimal> pulse = JsonFields.number(data, "pul");
    if (pulse.isEmpty()) {
      return pulse;
    }
    boolean sentinel =
        pulse.get().signum() == 0 || pulse.get().compareTo(BigDecimal.valueOf(NO_PULSE)) == 0;
    if (sentinel) {
      reasons.add(Reason.of("pulse-sentinel"));
    } else if (!limits.plausiblePulse(pulse.get())) {
      reasons.add(Reason.of("pulse-implausible"));
    } else {
      return pulse;
    }
    return Optional.empty();
  }

  private static Set<ReadingFlag> flags(JsonNode data, List<Reason> reasons) {
    Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
    if (JsonFields.flag(data, "ihb").orElse(false)) {
      flags.add(ReadingFlag.IRREGULAR_PULSE);
    }
    if (JsonFields.flag(data, "hand").orElse(false)) {
      flags.add(ReadingFlag.BODY_MOVEMENT);
      reasons.add(Reason.of("movement"));
    }
    if (JsonFields.flag(data, "tri").orElse(false)) {
      flags.add(ReadingFlag.AVERAGED);
      reasons.add(Reason.of("averaged"));
    }
    return flags;
  }

  private static DeviceState state(JsonNode data) {
    return new DeviceState(
        JsonFields.integer(data, "bat")
            .filter(percent -> percent >= 0 && percent <= 100)
            .map(Math::toIntExact),
        JsonFields.integer(data, "sig")
            .filter(signal -> Math.abs(signal) <= 1_000)
            .map(Math::toIntExact));
  }

  private static DecodedItem malformed(Optional<DeviceKey> device, Reason reason, String detail) {
    return new DecodedItem.Malformed(device, List.of(reason), detail);
  }
}
