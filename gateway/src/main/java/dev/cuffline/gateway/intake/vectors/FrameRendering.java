package dev.cuffline.gateway.intake.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.format.MeasurementStatus;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.PressureFrame;
import dev.cuffline.gateway.format.Sfloat;
import dev.cuffline.gateway.format.WallTime;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** A Bluetooth pressure frame in the fields of the device test vectors. */
final class FrameRendering {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private final PlausibilityLimits limits;

  FrameRendering(PlausibilityLimits limits) {
    this.limits = limits;
  }

  /** 0x2A35. */
  ObjectNode measurement(PressureFrame frame) {
    ObjectNode actual = Json.object().put("unit", frame.unit());
    put(actual, "systolic", frame.systolic());
    put(actual, "diastolic", frame.diastolic());
    put(actual, "map", frame.mean());
    if (frame.kilopascal()) {
      put(actual, "systolic_mmhg", frame.inMmHg(frame.systolic()));
      put(actual, "diastolic_mmhg", frame.inMmHg(frame.diastolic()));
    }
    putRest(actual, frame);
    return actual.put("verdict", verdict(frame));
  }

  /** 0x2A36: the pressure in the cuff stands in the systolic field. */
  ObjectNode cuffPressure(PressureFrame frame) {
    ObjectNode actual = Json.object().put("unit", frame.unit());
    put(actual, "cuff_pressure", frame.systolic());
    if (frame.kilopascal()) {
      put(actual, "cuff_pressure_mmhg", frame.inMmHg(frame.systolic()));
    }
    putRest(actual, frame);
    return actual.put("verdict", "display-only");
  }

  private String verdict(PressureFrame frame) {
    Optional<BigDecimal> systolic = frame.inMmHg(frame.systolic());
    Optional<BigDecimal> diastolic = frame.inMmHg(frame.diastolic());
    if (systolic.isEmpty() || diastolic.isEmpty()) {
      return "no-value";
    }
    return limits.plausible(systolic, diastolic) ? "accept" : "implausible";
  }

  private static void putRest(ObjectNode actual, PressureFrame frame) {
    putTime(actual, frame.time());
    if (frame.pulse().isPresent()) {
      put(actual, "pulse", frame.pulse().get());
    } else {
      actual.putNull("pulse");
    }
    if (frame.userId().isPresent()) {
      actual.put("user_id", frame.userId().getAsInt());
    } else {
      actual.putNull("user_id");
    }
    actual.put("user_unknown", frame.userId().orElse(0) == PressureFrame.UNKNOWN_USER);
    putStatus(actual, frame.status());
    putAll(actual.putArray("warnings"), frame.warnings());
  }

  private static void putTime(ObjectNode actual, Optional<WallTime> time) {
    if (time.isEmpty()) {
      actual.putNull("timestamp");
      return;
    }
    ObjectNode timestamp = actual.putObject("timestamp");
    time.get().raw().forEach(timestamp.putArray("raw")::add);
    timestamp.put("iso", time.get().value().map(SECONDS::format).orElse(null));
  }

  private static void putStatus(ObjectNode actual, Optional<MeasurementStatus> status) {
    if (status.isEmpty()) {
      actual.putNull("status");
      return;
    }
    ObjectNode node = actual.putObject("status").put("raw", status.get().bits());
    putAll(node.putArray("flags"), status.get().names());
  }

  private static void putAll(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static void put(ObjectNode actual, String field, Sfloat value) {
    if (value.number().isPresent()) {
      actual.put(field, value.wireText());
    } else {
      actual.putObject(field).put("special", value.wireText());
    }
  }

  private static void put(ObjectNode actual, String field, Optional<BigDecimal> value) {
    actual.put(field, value.map(BigDecimal::toPlainString).orElse(null));
  }
}
