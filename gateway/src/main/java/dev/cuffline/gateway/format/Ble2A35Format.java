package dev.cuffline.gateway.format;

import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ble-2a35}: the raw bytes of one Bluetooth Blood Pressure Measurement indication.
 *
 * <p>Its time is wall time without a zone; its device is whoever sends it. A frame whose pressures
 * are both special values is an error code of the cuff and becomes telemetry (field problem 13).
 */
final class Ble2A35Format implements PayloadFormat {
  private final PlausibilityLimits limits;

  Ble2A35Format(PlausibilityLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "ble-2a35";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return List.of(
        switch (PressureFrame.read(payload, quirks, limits)) {
          case PressureFrame.Result.Unreadable(String error, String detail) ->
              new DecodedItem.Malformed(
                  Optional.empty(),
                  List.of(Reason.of(error.equals("EMPTY") ? "empty" : "truncated")),
                  detail);
          case PressureFrame.Result.Read(PressureFrame frame) -> item(frame, payload);
        });
  }

  private DecodedItem item(PressureFrame frame, byte[] payload) {
    Optional<BigDecimal> systolic = frame.inMmHg(frame.systolic());
    Optional<BigDecimal> diastolic = frame.inMmHg(frame.diastolic());
    List<Reason> reasons = new ArrayList<>();
    frame.warnings().forEach(warning -> reasons.add(Reason.of(warning)));
    if (systolic.isEmpty() && diastolic.isEmpty()) {
      reasons.add(Reason.of("no-value"));
      return new DecodedItem.Telemetry(Optional.empty(), DeviceState.NONE, reasons);
    }
    Optional<BloodPressure> pressure =
        systolic.flatMap(s -> diastolic.map(d -> new BloodPressure(s, d, mean(frame))));
    boolean plausible = plausible(systolic, diastolic);
    if (pressure.isEmpty()) {
      reasons.add(Reason.of("no-value"));
    }
    if (!plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    return new DecodedItem.Measurement(
        Optional.empty(),
        slot(frame),
        time(frame),
        pressure,
        pressure.isPresent() ? LonePressure.NONE : new LonePressure(systolic, diastolic),
        pulse(frame),
        flags(frame),
        EntryMethod.AUTOMATIC,
        plausible,
        Optional.empty(),
        Optional.empty(),
        HexFormat.of().formatHex(payload),
        DeviceState.NONE,
        reasons);
  }

  private boolean plausible(Optional<BigDecimal> systolic, Optional<BigDecimal> diastolic) {
    if (systolic.isPresent() && diastolic.isPresent()) {
      return limits.plausible(systolic.get(), diastolic.get());
    }
    return systolic.map(limits::plausibleSystolic).orElse(true)
        && diastolic.map(limits::plausibleDiastolic).orElse(true);
  }

  /** 0 is what several cuffs send for "not computed" (field problem 15). */
  private static Optional<BigDecimal> mean(PressureFrame frame) {
    return frame.inMmHg(frame.mean()).filter(mean -> mean.signum() > 0);
  }

  private Optional<BigDecimal> pulse(PressureFrame frame) {
    return frame.pulse().orElse(Sfloat.Special.NAN) instanceof Sfloat.Value(BigDecimal rate)
            && limits.plausiblePulse(rate)
        ? Optional.of(rate)
        : Optional.empty();
  }

  private static Optional<String> slot(PressureFrame frame) {
    return frame.userId().isPresent()
        ? Optional.of(String.valueOf(frame.userId().getAsInt()))
        : Optional.empty();
  }

  private static WireTime time(PressureFrame frame) {
    if (frame.time().isEmpty()) {
      return new WireTime.Missing("");
    }
    PressureFrame.WallTime wall = frame.time().get();
    String raw = wall.raw().toString();
    return wall.value().isPresent()
        ? new WireTime.Local(wall.value().get(), raw)
        : new WireTime.Missing(raw);
  }

  private static Set<ReadingFlag> flags(PressureFrame frame) {
    Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
    for (String name : frame.statusFlags()) {
      switch (name) {
        case "body-movement" -> flags.add(ReadingFlag.BODY_MOVEMENT);
        case "cuff-too-loose" -> flags.add(ReadingFlag.CUFF_TOO_LOOSE);
        case "irregular-pulse" -> flags.add(ReadingFlag.IRREGULAR_PULSE);
        case "pulse-above-range" -> flags.add(ReadingFlag.PULSE_ABOVE_RANGE);
        case "pulse-below-range" -> flags.add(ReadingFlag.PULSE_BELOW_RANGE);
        case "improper-position" -> flags.add(ReadingFlag.IMPROPER_POSITION);
        default -> {
          // A reserved value says nothing that anybody could act upon.
        }
      }
    }
    return flags;
  }
}
