package dev.cuffline.gateway.intake.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.format.Characteristics;
import dev.cuffline.gateway.format.EnhancedFrame;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.RecordSegment;
import dev.cuffline.gateway.format.ScanReport;
import dev.cuffline.gateway.format.Sfloat;
import dev.cuffline.gateway.format.WallTime;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The other Bluetooth characteristics in the fields of the device test vectors; {@code TRUNCATED}
 * and {@code EMPTY} where there are too few bytes.
 */
final class CharacteristicRendering {
  private static final int SYSTOLIC = 0;
  private static final int DIASTOLIC = 1;
  private static final int MEAN = 2;

  private final PlausibilityLimits limits;

  CharacteristicRendering(PlausibilityLimits limits) {
    this.limits = limits;
  }

  /** Empty when there is no characteristic of that name here. */
  Optional<ObjectNode> actual(String format, byte[] bytes) {
    Optional<Optional<ObjectNode>> read =
        switch (format) {
          case "sfloat" -> Optional.of(Characteristics.sfloat(bytes).map(this::sfloat));
          case "ble-2a08" ->
              Optional.of(
                  Characteristics.dateTime(bytes).map(time -> time(time, bytes.length > 7)));
          case "ble-2a2b" ->
              Optional.of(
                  Characteristics.currentTime(bytes).map(time -> time(time, bytes.length > 10)));
          case "ble-2a49" -> Optional.of(Characteristics.feature(bytes).map(this::feature));
          case "ble-2b34" ->
              Optional.of(EnhancedFrame.read(bytes, 3, limits).map(this::measurement));
          case "ble-2b35" ->
              Optional.of(EnhancedFrame.read(bytes, 1, limits).map(this::cuffPressure));
          case "ble-2b36" ->
              Optional.of(RecordSegment.read(bytes).map(CharacteristicRendering::segment));
          case "ieee11073-20601-apdu" -> Optional.of(Optional.of(report(bytes)));
          default -> Optional.empty();
        };
    return read.map(actual ->
        actual.orElseGet(
            () -> Json.object().put("error", bytes.length == 0 ? "EMPTY" : "TRUNCATED")));
  }

  private static ObjectNode segment(RecordSegment segment) {
    return Json.object()
        .put("first", segment.first())
        .put("last", segment.last())
        .put("counter", segment.counter())
        .put("sequence", segment.sequence())
        .put("uuid", "%04X".formatted(segment.uuid()))
        .put("payload_hex", segment.payload());
  }

  private static ObjectNode report(byte[] bytes) {
    return switch (ScanReport.read(bytes)) {
      case ScanReport.Result.Unreadable unreadable ->
          Json.object().put("error", unreadable.error());
      case ScanReport.Result.Read(ScanReport report) -> {
        ObjectNode actual =
            Json.object()
                .put("apdu", "PrstApdu (0xE700)")
                .put("event", "MDC_NOTI_SCAN_REPORT_MP_FIXED (0x0D1F)")
                .put("person_id", "0x%04X".formatted(report.person()));
        ArrayNode observations = actual.putArray("observations");
        report.observations().forEach(each -> observations.add(observation(each)));
        yield actual;
      }
    };
  }

  private static ObjectNode observation(ScanReport.Observation observation) {
    ObjectNode node = Json.object().put("handle", observation.handle());
    switch (observation) {
      case ScanReport.Observation.Pressures pressures -> {
        node.put("kind", "blood-pressure");
        FrameRendering.put(node, "systolic", pressures.systolic());
        FrameRendering.put(node, "diastolic", pressures.diastolic());
        FrameRendering.put(node, "map", pressures.mean());
      }
      case ScanReport.Observation.Pulse pulse -> {
        node.put("kind", "pulse");
        FrameRendering.put(node, "value", pulse.value());
      }
      case ScanReport.Observation.Bits bits ->
          node.put("kind", "enumeration").put("raw", bits.raw());
    }
    return node.put("iso", observation.time());
  }

  private ObjectNode sfloat(Sfloat value) {
    ObjectNode actual = Json.object();
    FrameRendering.put(actual, "value", value);
    return actual;
  }

  private ObjectNode time(WallTime time, boolean trailing) {
    ObjectNode actual = Json.object();
    FrameRendering.putWallTime(actual, time);
    ArrayNode warnings = actual.putArray("warnings");
    time.warning().ifPresent(warnings::add);
    if (trailing) {
      warnings.add("trailing-bytes");
    }
    return actual;
  }

  private ObjectNode time(Characteristics.CurrentTime current, boolean trailing) {
    ObjectNode actual = time(current.time(), trailing);
    actual.put("day_of_week", current.dayOfWeek());
    actual.put("fractions256", current.fractions256());
    FrameRendering.putAll(actual.putArray("adjust_reason"), current.adjustReasons());
    return actual;
  }

  private ObjectNode feature(Characteristics.Feature feature) {
    ObjectNode actual = Json.object().put("raw", feature.bits());
    FrameRendering.putAll(actual.putArray("features"), feature.names());
    ArrayNode warnings = actual.putArray("warnings");
    if (feature.hasReservedBits()) {
      warnings.add("rfu-bits");
    }
    return actual;
  }

  private ObjectNode measurement(EnhancedFrame frame) {
    ObjectNode actual = Json.object().put("unit", frame.unit());
    Sfloat systolic = frame.pressures().get(SYSTOLIC);
    Sfloat diastolic = frame.pressures().get(DIASTOLIC);
    FrameRendering.put(actual, "systolic", systolic);
    FrameRendering.put(actual, "diastolic", diastolic);
    FrameRendering.put(actual, "map", frame.pressures().get(MEAN));
    Optional<BigDecimal> high = frame.inMmHg(systolic);
    Optional<BigDecimal> low = frame.inMmHg(diastolic);
    if (frame.kilopascal()) {
      FrameRendering.put(actual, "systolic_mmhg", high);
      FrameRendering.put(actual, "diastolic_mmhg", low);
    }
    putRest(actual, frame);
    return actual.put("verdict", FrameRendering.verdict(high, low, limits));
  }

  private ObjectNode cuffPressure(EnhancedFrame frame) {
    ObjectNode actual = Json.object().put("unit", frame.unit());
    FrameRendering.put(actual, "cuff_pressure", frame.pressures().getFirst());
    putRest(actual, frame);
    return actual.put("verdict", "display-only");
  }

  private static void putRest(ObjectNode actual, EnhancedFrame frame) {
    putTime(actual, "timestamp", frame.time());
    FrameRendering.putPulseUserStatus(actual, frame.pulse(), frame.userId(), frame.status());
    putTime(actual, "user_facing_time", frame.userFacingTime());
    FrameRendering.putAll(actual.putArray("warnings"), frame.warnings());
  }

  private static void putTime(
      ObjectNode actual, String field, Optional<EnhancedFrame.EpochTime> time) {
    if (time.isEmpty()) {
      actual.putNull(field);
      return;
    }
    actual
        .putObject(field)
        .put("seconds", time.get().seconds())
        .put("epoch", String.valueOf(time.get().epochYear()))
        .put("iso", FrameRendering.SECONDS.format(time.get().utc()));
  }
}
