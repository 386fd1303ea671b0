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
import java.util.OptionalInt;

/** A Bluetooth pressure frame in the fields of the device test vectors. */
final class FrameRendering {
  static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

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
    return verdict(frame.inMmHg(frame.systolic()), frame.inMmHg(frame.diastolic()), limits);
  }

  /** By the values alone. */
  static String verdict(
      Optional<BigDecimal> systolic, Optional<BigDecimal> diastolic, PlausibilityLimits limits) {
    if (systolic.isEmpty() || diastolic.isEmpty()) {
      return "no-value";
    }
    return limits.plausible(systolic, diastolic) ? "accept" : "implausible";
  }

  private static void putRest(ObjectNode actual, PressureFrame frame) {
    if (frame.time().isPresent()) {
      putWallTime(actual.putObject("timestamp"), frame.time().get());
    } else {
      actual.putNull("timestamp");
    }
    putPulseUserStatus(actual, frame.pulse(), frame.userId(), frame.status());
    putAll(actual.putArray("warnings"), frame.warnings());
  }

  static void putPulseUserStatus(
      ObjectNode actual,
      Optional<Sfloat> pulse,
      OptionalInt userId,
      Optional<MeasurementStatus> status) {
    if (pulse.isPresent()) {
      put(actual, "pulse", pulse.get());
    } else {
      actual.putNull("pulse");
    }
    if (userId.isPresent()) {
      actual.put("user_id", userId.getAsInt());
    } else {
      actual.putNull("user_id");
    }
    actual.put("user_unknown", userId.orElse(0) == PressureFrame.UNKNOWN_USER);
    if (status.isPresent()) {
      ObjectNode node = actual.putObject("status").put("raw", status.get().bits());
      putAll(node.putArray("flags"), status.get().names());
    } else {
      actual.putNull("status");
    }
  }

  static void putWallTime(ObjectNode node, WallTime time) {
    time.raw().forEach(node.putArray("raw")::add);
    node.put("iso", time.value().map(SECONDS::format).orElse(null));
  }

  static void putAll(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  static void put(ObjectNode actual, String field, Sfloat value) {
    if (value.number().isPresent()) {
      actual.put(field, value.wireText());
    } else {
      actual.putObject(field).put("special", value.wireText());
    }
  }

  static void put(ObjectNode actual, String field, Optional<BigDecimal> value) {
    actual.put(field, value.map(BigDecimal::toPlainString).orElse(null));
  }
}
