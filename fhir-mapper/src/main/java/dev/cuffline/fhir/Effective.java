package dev.cuffline.fhir;

import dev.cuffline.rules.reading.MeasuredAt;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;

/** Times as FHIR writes them: always with an offset, to the millisecond at most. */
final class Effective {
  /** FHIR R4 dateTime: offsets up to 14:00, in whole minutes. */
  private static final int MAX_OFFSET_SECONDS = 14 * 3600;

  private Effective() {}

  /**
   * The wall clock of the measurement: the device's own offset, else that of the patient's home.
   */
  static DateTimeType dateTime(MeasuredAt measuredAt, ZoneId zone) {
    ZoneOffset offset =
        measuredAt.offset().orElseGet(() -> zone.getRules().getOffset(measuredAt.instant()));
    return new DateTimeType(text(measuredAt.instant(), writable(offset)));
  }

  /** An instant on the clock of an offset. */
  static DateTimeType dateTime(Instant instant, ZoneOffset offset) {
    return new DateTimeType(text(instant, writable(offset)));
  }

  static InstantType instant(Instant instant) {
    return new InstantType(text(instant, ZoneOffset.UTC));
  }

  private static ZoneOffset writable(ZoneOffset offset) {
    int seconds = offset.getTotalSeconds();
    boolean fits = Math.abs(seconds) <= MAX_OFFSET_SECONDS && seconds % 60 == 0;
    return fits ? offset : ZoneOffset.UTC;
  }

  private static String text(Instant instant, ZoneOffset offset) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.MILLIS).atOffset(offset));
  }
}
