package dev.cuffline.gateway.intake.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.format.Capture;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DeviceState;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.intake.Disposition;
import dev.cuffline.gateway.intake.Judged;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judged items in the fields of the payload test vectors. */
final class ItemRendering {
  /** Of several items the one that most needs a person names the verdict. */
  private static final List<Disposition> BY_URGENCY =
      List.of(
          Disposition.REJECT,
          Disposition.QUARANTINE,
          Disposition.AMEND,
          Disposition.ACCEPT_NOT_COUNTED,
          Disposition.ACCEPT,
          Disposition.DUPLICATE,
          Disposition.TELEMETRY,
          Disposition.IGNORE);

  private static final Set<String> UNIT_IN_DOUBT = Set.of("unit-unknown", "unit-uncertain");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  /**
   * An item and what became of it.
   *
   * @param account what people call the device where the payload never says it
   */
  record Outcome(DecodedItem item, Judged judged, Optional<DeviceKey> account) {
    private Optional<DeviceKey> device() {
      return item.device().or(() -> account);
    }
  }

  private ItemRendering() {}

  /** All items of one payload, as one answer. */
  static ObjectNode actual(List<Outcome> outcomes, Optional<ZoneId> zone) {
    Disposition verdict =
        outcomes.stream()
            .map(outcome -> outcome.judged().disposition())
            .min(Comparator.comparingInt(BY_URGENCY::indexOf))
            .orElseThrow();
    ObjectNode actual = Json.object().put("verdict", verdict.code());
    ArrayNode reasons = actual.putArray("reasons");
    outcomes.stream()
        .flatMap(outcome -> outcome.judged().reasons().stream())
        .map(Reason::toString)
        .distinct()
        .forEach(reasons::add);
    ArrayNode readings = actual.putArray("readings");
    Optional<DeviceKey> account = outcomes.getFirst().account();
    SessionJoin.joined(
            outcomes.stream()
                .filter(outcome -> outcome.judged().disposition() != Disposition.DUPLICATE)
                .map(Outcome::judged)
                .filter(judged -> judged.measurement().isPresent())
                .toList())
        .forEach(judged -> readings.add(reading(judged, account, zone)));
    outcomes.stream()
        .map(ItemRendering::telemetry)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(telemetry -> actual.set("telemetry", telemetry));
    return actual;
  }

  private static ObjectNode reading(
      Judged judged, Optional<DeviceKey> account, Optional<ZoneId> zone) {
    Measurement measurement = judged.measurement().orElseThrow();
    boolean pressure = isPressure(measurement);
    ObjectNode reading = Json.object().put("kind", pressure ? "blood-pressure" : "heart-rate");
    putTime(reading, judged.measuredAt(), zone);
    putKey(reading, "device_key", measurement.device().or(() -> account));
    if (pressure) {
      putPressure(reading, measurement);
    }
    reading.put("pulse_bpm", measurement.pulse().orElse(null));
    putFlag(reading, "irregular_heartbeat", measurement, ReadingFlag.IRREGULAR_PULSE);
    putFlag(reading, "movement", measurement, ReadingFlag.BODY_MOVEMENT);
    putFlag(reading, "averaged", measurement, ReadingFlag.AVERAGED);
    putFitness(reading, measurement);
    reading.put("user_slot", measurement.slot().orElse(null));
    reading.put("manual", measurement.entry() == EntryMethod.MANUAL);
    reading.put("measurement_id", measurement.vendorReadingId().orElse(null));
    Capture capture = measurement.capture();
    reading.put("memory", capture.fromMemory().orElse(null));
    putKey(reading, "gateway_key", capture.hub());
    reading.put("posture", capture.posture().orElse(null));
    reading.put("body_site", capture.bodySite().orElse(null));
    capture
        .session()
        .filter(session -> WHOLE.matcher(session.index()).matches())
        .ifPresent(session -> reading.put("measurement_index", Integer.parseInt(session.index())));
    return reading;
  }

  /** Also one whose pressures cannot be told, because nobody knows their unit. */
  private static boolean isPressure(Measurement measurement) {
    return measurement.bloodPressure().isPresent()
        || !measurement.lone().equals(DecodedItem.LonePressure.NONE)
        || measurement.reasons().stream().anyMatch(reason -> UNIT_IN_DOUBT.contains(reason.code()));
  }

  private static void putTime(
      ObjectNode reading, Optional<MeasuredAt> measuredAt, Optional<ZoneId> zone) {
    reading.put("measured_at", measuredAt.map(at -> at.instant().toString()).orElse(null));
    Optional<ZoneOffset> offset = measuredAt.flatMap(MeasuredAt::offset);
    reading.put("utc_offset_minutes", offset.map(o -> o.getTotalSeconds() / 60).orElse(null));
    Optional<ZoneId> local = offset.<ZoneId>map(o -> o).or(() -> zone);
    if (measuredAt.isPresent() && local.isPresent()) {
      reading.put(
          "local_date", measuredAt.get().instant().atZone(local.get()).toLocalDate().toString());
    }
    measuredAt.ifPresent(at -> reading.put("time_quality", Words.code(at.quality())));
  }

  private static void putPressure(ObjectNode reading, Measurement measurement) {
    Optional<BloodPressure> pair = measurement.bloodPressure();
    put(
        reading,
        "systolic_mmhg",
        pair.map(BloodPressure::systolic).or(() -> measurement.lone().systolic()));
    put(
        reading,
        "diastolic_mmhg",
        pair.map(BloodPressure::diastolic).or(() -> measurement.lone().diastolic()));
    pair.flatMap(BloodPressure::mean).ifPresent(mean -> reading.put("mean_mmhg", mean));
  }

  private static void put(ObjectNode reading, String field, Optional<BigDecimal> value) {
    reading.put(field, value.orElse(null));
  }

  /** The vectors' word for a Bluetooth address is {@code btmac}. */
  private static void putKey(ObjectNode node, String field, Optional<DeviceKey> key) {
    node.put(field, key.map(DeviceKey::text).map(ItemRendering::asInVectors).orElse(null));
  }

  private static String asInVectors(String key) {
    return key.startsWith("ble:") ? "btmac:" + key.substring("ble:".length()) : key;
  }

  private static void putFitness(ObjectNode reading, Measurement measurement) {
    if (measurement.stated().contains(ReadingFlag.CUFF_TOO_LOOSE)) {
      reading.put("cuff_fit_ok", !measurement.flags().contains(ReadingFlag.CUFF_TOO_LOOSE));
    } else {
      reading.putNull("cuff_fit_ok");
    }
  }

  /** True, false, or null when the device did not say. */
  private static void putFlag(
      ObjectNode reading, String field, Measurement measurement, ReadingFlag flag) {
    if (measurement.stated().contains(flag)) {
      reading.put(field, measurement.flags().contains(flag));
    } else {
      reading.putNull(field);
    }
  }

  private static void put(ObjectNode node, Gauge gauge, int value) {
    if (gauge == Gauge.EXTERNAL_POWER) {
      node.put(gauge.code(), value == 1);
    } else {
      node.put(gauge.code(), value);
    }
  }

  private static Optional<ObjectNode> telemetry(Outcome outcome) {
    DecodedItem item = outcome.item();
    boolean isNews = item instanceof Measurement || item instanceof DecodedItem.Telemetry;
    if (!isNews && item.state().equals(DeviceState.NONE)) {
      return Optional.empty();
    }
    ObjectNode node = Json.object();
    putKey(node, "device_key", outcome.device());
    item.state().gauges().forEach((gauge, value) -> put(node, gauge, value));
    return Optional.of(node);
  }
}
