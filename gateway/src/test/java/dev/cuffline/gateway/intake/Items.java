package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem.LonePressure;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.DeviceState;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import dev.cuffline.rules.reading.TimeQuality;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measurements, devices and contexts for the tests of judging. */
final class Items {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final Instant RECEIVED = Instant.parse("2026-01-05T13:00:00Z");
  static final DeviceKey CUFF = DeviceKey.imei("990000000000017");

  private Items() {}

  static WireTime at(String instant) {
    return new WireTime.At(Instant.parse(instant), Optional.empty(), TimeQuality.DEVICE, instant);
  }

  static WireTime wall(String dateTime) {
    return new WireTime.Local(LocalDateTime.parse(dateTime), dateTime);
  }

  static WireTime none() {
    return new WireTime.Missing("");
  }

  static Measurement measurement(WireTime time) {
    return new Measurement(
        Optional.of(CUFF),
        Optional.empty(),
        time,
        Optional.of(BloodPressure.of(126, 81)),
        LonePressure.NONE,
        Optional.of(BigDecimal.valueOf(69)),
        Set.of(),
        Set.of(),
        EntryMethod.AUTOMATIC,
        true,
        Optional.empty(),
        Optional.empty(),
        "mmHg 126 81 69",
        DeviceState.NONE,
        List.of());
  }

  static Measurement withSlot(Measurement m, String slot) {
    return copy(
        m,
        Optional.of(slot),
        m.entry(),
        m.plausible(),
        m.vendorReadingId(),
        m.messageId(),
        m.rawValues(),
        m.reasons());
  }

  static Measurement typed(Measurement m) {
    return copy(
        m,
        m.slot(),
        EntryMethod.MANUAL,
        m.plausible(),
        m.vendorReadingId(),
        m.messageId(),
        m.rawValues(),
        m.reasons());
  }

  static Measurement implausible(Measurement m) {
    return copy(
        m,
        m.slot(),
        m.entry(),
        false,
        m.vendorReadingId(),
        m.messageId(),
        m.rawValues(),
        List.of(Reason.of("value-implausible")));
  }

  static Measurement withVendorId(Measurement m, String id) {
    return copy(
        m,
        m.slot(),
        m.entry(),
        m.plausible(),
        Optional.of(id),
        m.messageId(),
        m.rawValues(),
        m.reasons());
  }

  static Measurement withMessageId(Measurement m, String id) {
    return copy(
        m,
        m.slot(),
        m.entry(),
        m.plausible(),
        m.vendorReadingId(),
        Optional.of(id),
        m.rawValues(),
        m.reasons());
  }

  static Measurement withRawValues(Measurement m, String raw) {
    return copy(
        m,
        m.slot(),
        m.entry(),
        m.plausible(),
        m.vendorReadingId(),
        m.messageId(),
        raw,
        m.reasons());
  }

  private static Measurement copy(
      Measurement m,
      Optional<String> slot,
      EntryMethod entry,
      boolean plausible,
      Optional<String> vendorId,
      Optional<String> messageId,
      String rawValues,
      List<Reason> reasons) {
    return new Measurement(
        m.device(),
        slot,
        m.time(),
        m.bloodPressure(),
        m.lone(),
        m.pulse(),
        m.flags(),
        m.stated(),
        entry,
        plausible,
        vendorId,
        messageId,
        rawValues,
        m.state(),
        reasons);
  }

  /** With one pressure that is no number beside it, and no pulse. */
  static Measurement lone(Measurement m, int systolic) {
    return new Measurement(
        m.device(),
        m.slot(),
        m.time(),
        Optional.empty(),
        new LonePressure(Optional.of(BigDecimal.valueOf(systolic)), Optional.empty()),
        Optional.empty(),
        m.flags(),
        m.stated(),
        m.entry(),
        true,
        m.vendorReadingId(),
        m.messageId(),
        m.rawValues(),
        m.state(),
        List.of(Reason.of("no-value")));
  }

  static Assignment assignment(String patient, String slot, String from, String to) {
    return new Assignment(
        slot.isEmpty() ? Optional.empty() : Optional.of(slot),
        new PatientId(patient),
        NEW_YORK,
        Instant.parse(from),
        to.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(to)));
  }

  static DeviceRecord device(Assignment... assignments) {
    return new DeviceRecord(
        new DeviceId("cuff-1"),
        new PracticeId("practice-1"),
        RegulatoryStatus.FDA,
        "",
        "",
        List.of(assignments),
        false);
  }

  /** One patient has held the whole cuff since 2025. */
  static JudgingContext context() {
    return context(device(assignment("ann", "", "2025-01-01T00:00:00Z", "")));
  }

  static JudgingContext context(DeviceRecord device) {
    return new JudgingContext(RECEIVED, RECEIVED, Optional.of(device), Optional.of(NEW_YORK));
  }
}
