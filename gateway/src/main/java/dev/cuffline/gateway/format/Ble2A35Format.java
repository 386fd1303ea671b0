package dev.cuffline.gateway.format;

import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.Absent;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.ReadingFlag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ble-2a35}: the raw bytes of one Bluetooth Blood Pressure Measurement indication.
 *
 * <p>Its time is wall time without a zone; its device is whoever sends it. A frame whose pressures
 * are both special values is an error code of the cuff and becomes telemetry with the reason {@code
 * no-value} (field problem 13); one with a single pressure is a measurement with a {@link
 * LonePressure}, for a person to look at.
 */
final class Ble2A35Format implements PayloadFormat {
  /** 1 did not keep what stands in place of a mean or a pulse. */
  static final int VERSION = 2;

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
    return VERSION;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return List.of(
        switch (PressureFrame.read(payload, quirks, limits)) {
          case PressureFrame.Result.Unreadable unreadable ->
              malformed(unreadable, Optional.empty());
          case PressureFrame.Result.Read(PressureFrame frame) -> item(frame, CuffContext.NONE);
        });
  }

  static DecodedItem malformed(
      PressureFrame.Result.Unreadable unreadable, Optional<DeviceKey> device) {
    return new DecodedItem.Malformed(
        device,
        List.of(Reason.of(unreadable.error().equals("EMPTY") ? "empty" : "truncated")),
        unreadable.detail());
  }

  /** A frame as an item, with what the connection told besides. */
  DecodedItem item(PressureFrame frame, CuffContext context) {
    return item(frame, time(frame, context), context);
  }

  /** The same with a time that stands elsewhere than in the frame. */
  DecodedItem item(PressureFrame frame, WireTime time, CuffContext context) {
    Optional<BigDecimal> systolic = frame.inMmHg(frame.systolic());
    Optional<BigDecimal> diastolic = frame.inMmHg(frame.diastolic());
    List<Reason> reasons = new ArrayList<>(context.notes());
    frame.warnings().forEach(warning -> reasons.add(Reason.of(warning)));
    if (systolic.isEmpty() || diastolic.isEmpty()) {
      reasons.add(Reason.of("no-value"));
    }
    if (systolic.isEmpty() && diastolic.isEmpty()) {
      return new DecodedItem.Telemetry(context.device(), context.state(), reasons);
    }
    return measurement(frame, time, context, systolic, diastolic, reasons);
  }

  private DecodedItem measurement(
      PressureFrame frame,
      WireTime time,
      CuffContext context,
      Optional<BigDecimal> systolic,
      Optional<BigDecimal> diastolic,
      List<Reason> reasons) {
    boolean plausible = limits.plausible(systolic, diastolic);
    if (!plausible) {
      reasons.add(Reason.of("value-implausible"));
    }
    Set<ReadingFlag> flags = frame.status().map(MeasurementStatus::flags).orElse(Set.of());
    if (flags.contains(ReadingFlag.BODY_MOVEMENT)) {
      reasons.add(Reason.of("movement"));
    }
    context.state().batteryReason().ifPresent(reasons::add);
    Optional<BloodPressure> pressure =
        systolic.flatMap(s -> diastolic.map(d -> new BloodPressure(s, d, mean(frame))));
    return new DecodedItem.Measurement(
        context.device(),
        frame.userId().stream().mapToObj(String::valueOf).findFirst(),
        time,
        pressure,
        pressure.isPresent() ? LonePressure.NONE : new LonePressure(systolic, diastolic),
        frame.pulse().flatMap(Sfloat::number).filter(limits::plausiblePulse),
        flags,
        stated(frame, flags, context),
        EntryMethod.AUTOMATIC,
        plausible,
        Optional.empty(),
        context.messageId(),
        rawValues(frame),
        context.state(),
        reasons,
        Capture.NONE,
        new Absent(frame.mean().noNumber(), frame.pulse().flatMap(Sfloat::noNumber)));
  }

  /** A bit of 0 is a "no" only where the cuff can say "yes" (devices.md 1.5). */
  private static Set<ReadingFlag> stated(
      PressureFrame frame, Set<ReadingFlag> set, CuffContext context) {
    if (frame.status().isEmpty() || context.supported().isEmpty()) {
      return set;
    }
    Set<ReadingFlag> stated = EnumSet.copyOf(context.supported());
    stated.addAll(set);
    return stated;
  }

  /** 0 is what several cuffs send for "not computed" (field problem 15). */
  private static Optional<BigDecimal> mean(PressureFrame frame) {
    return frame.inMmHg(frame.mean()).filter(mean -> mean.signum() > 0);
  }

  private static WireTime time(PressureFrame frame, CuffContext context) {
    if (frame.time().isEmpty()) {
      return new WireTime.Missing("");
    }
    WallTime wall = frame.time().get();
    String raw = wall.raw().toString();
    return wall.value().isPresent()
        ? context.time(wall.value().get(), raw)
        : new WireTime.Missing(raw);
  }

  /** The values alone: a byte that a hub appends does not make another reading of it. */
  private static String rawValues(PressureFrame frame) {
    return String.join(
        " ",
        frame.unit(),
        frame.systolic().wireText(),
        frame.diastolic().wireText(),
        frame.mean().wireText(),
        frame.pulse().map(Sfloat::wireText).orElse("-"));
  }
}
