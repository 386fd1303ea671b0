package dev.cuffline.gateway.format;

import dev.cuffline.rules.reading.TimeQuality;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Measurements in forms that no cuff was met with in the field (devices.md 1.6 and 1.9), each an
 * item like a 0x2A35 frame:
 *
 * <ul>
 *   <li>0x2B34: time in UTC;
 *   <li>0x2B36: a stored 0x2A35 or 0x2B34 in one segment; a record in several segments is parked,
 *       since it is not confirmed what the later ones repeat;
 *   <li>IEEE 11073-20601: a scan report with pressures and, at the same time, a pulse.
 * </ul>
 */
final class RareRecords {
  private static final int MEASUREMENT = 0x2A35;
  private static final int ENHANCED = 0x2B34;
  private static final int PRESSURES = 3;
  private static final int LAST_PERSON = 254;

  private final PlausibilityLimits limits;
  private final Ble2A35Format measurements;

  RareRecords(PlausibilityLimits limits) {
    this.limits = limits;
    this.measurements = new Ble2A35Format(limits);
  }

  /** As formats to send in, each by the name of the device test vectors. */
  List<PayloadFormat> formats() {
    return List.of(
        new Alone("ble-2b34", (bytes, quirks) -> enhanced(bytes, CuffContext.NONE)),
        new Alone(
            "ble-2b35",
            (_, _) ->
                new DecodedItem.Irrelevant(Optional.empty(), List.of(Reason.of("display-only")))),
        new Alone("ble-2b36", (bytes, quirks) -> segment(bytes, CuffContext.NONE, quirks)),
        new Alone("ieee11073-20601-apdu", (bytes, _) -> report(bytes, CuffContext.NONE)));
  }

  /** Reads one message as one item. */
  @FunctionalInterface
  private interface Reader {
    DecodedItem read(byte[] bytes, Quirks quirks);
  }

  private record Alone(String name, Reader reader) implements PayloadFormat {
    @Override
    public int version() {
      return Ble2A35Format.VERSION;
    }

    @Override
    public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
      return List.of(reader.read(payload, quirks));
    }
  }

  /** A frame of 0x2B34. */
  DecodedItem enhanced(byte[] bytes, CuffContext context) {
    Optional<EnhancedFrame> read = EnhancedFrame.read(bytes, PRESSURES, limits);
    if (read.isEmpty()) {
      return tooShort(bytes, context);
    }
    EnhancedFrame frame = read.get();
    WireTime time =
        frame
            .time()
            .<WireTime>map(at ->
                new WireTime.At(
                    at.utc().toInstant(ZoneOffset.UTC),
                    Optional.empty(),
                    TimeQuality.DEVICE,
                    at.epochYear() + "+" + at.seconds()))
            .orElseGet(() -> new WireTime.Missing(""));
    return measurements.item(
        new PressureFrame(
            frame.kilopascal(),
            frame.pressures().get(0),
            frame.pressures().get(1),
            frame.pressures().get(2),
            Optional.empty(),
            frame.pulse(),
            frame.userId(),
            frame.status(),
            frame.warnings()),
        time,
        context);
  }

  /** A segment of 0x2B36. */
  DecodedItem segment(byte[] bytes, CuffContext context, Quirks quirks) {
    Optional<RecordSegment> read = RecordSegment.read(bytes);
    if (read.isEmpty()) {
      return tooShort(bytes, context);
    }
    RecordSegment segment = read.get();
    if (!segment.first() || !segment.last()) {
      return new DecodedItem.Parked(context.device(), List.of(Reason.of("record-in-segments")));
    }
    CuffContext numbered = context.withMessageId("record " + segment.sequence());
    return switch (segment.uuid()) {
      case MEASUREMENT ->
          switch (PressureFrame.read(segment.bytes(), quirks, limits)) {
            case PressureFrame.Result.Unreadable unreadable ->
                Ble2A35Format.malformed(unreadable, context.device());
            case PressureFrame.Result.Read(PressureFrame frame) ->
                measurements.item(frame, numbered);
          };
      case ENHANCED -> enhanced(segment.bytes(), numbered);
      default ->
          new DecodedItem.Parked(
              context.device(),
              List.of(new Reason("unknown-characteristic", "%04X".formatted(segment.uuid()))));
    };
  }

  /** An APDU with a scan report; of several readings the first. */
  DecodedItem report(byte[] bytes, CuffContext context) {
    return switch (ScanReport.read(bytes)) {
      case ScanReport.Result.Unreadable(String error) ->
          error.equals("UNSUPPORTED")
              ? new DecodedItem.Parked(context.device(), List.of(Reason.of("unknown-message-type")))
              : tooShort(bytes, context);
      case ScanReport.Result.Read(ScanReport report) ->
          report.observations().stream()
              .filter(ScanReport.Observation.Pressures.class::isInstance)
              .map(ScanReport.Observation.Pressures.class::cast)
              .findFirst()
              .map(pressures -> measurement(report, pressures, context))
              .orElseGet(() ->
                  new DecodedItem.Telemetry(
                      context.device(), context.state(), List.of(Reason.of("no-value"))));
    };
  }

  private DecodedItem measurement(
      ScanReport report, ScanReport.Observation.Pressures pressures, CuffContext context) {
    Optional<Sfloat> pulse =
        report.observations().stream()
            .filter(ScanReport.Observation.Pulse.class::isInstance)
            .map(ScanReport.Observation.Pulse.class::cast)
            .filter(each -> each.time().equals(pressures.time()))
            .map(ScanReport.Observation.Pulse::value)
            .findFirst();
    boolean named = report.person() > 0 && report.person() <= LAST_PERSON;
    return measurements.item(
        new PressureFrame(
            false,
            pressures.systolic(),
            pressures.diastolic(),
            pressures.mean(),
            Optional.empty(),
            pulse,
            named ? OptionalInt.of(report.person()) : OptionalInt.empty(),
            Optional.empty(),
            List.of()),
        wallTime(pressures.time(), context),
        context);
  }

  private static WireTime wallTime(String text, CuffContext context) {
    try {
      return context.time(LocalDateTime.parse(text), text);
    } catch (DateTimeException noDigits) {
      return new WireTime.Missing(text);
    }
  }

  private static DecodedItem tooShort(byte[] bytes, CuffContext context) {
    return new DecodedItem.Malformed(
        context.device(),
        List.of(Reason.of(bytes.length == 0 ? "empty" : "truncated")),
        "there are fewer bytes than announced: " + bytes.length);
  }
}
