package dev.cuffline.gateway.simulate;

import dev.cuffline.gateway.simulate.Measured.Mark;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our own JSON; several readings travel in one {@code readings} array. */
final class CufflineEncoder extends JsonEncoder {
  CufflineEncoder() {
    super("cuffline.v1", CuffNaming.IMEI);
  }

  @Override
  public List<byte[]> encode(CuffIdentity cuff, List<Measured> readings, Instant sentAt) {
    if (readings.size() == 1) {
      return super.encode(cuff, readings, sentAt);
    }
    return List.of(
        utf8(
            readings.stream()
                .map(measured -> json(cuff, measured, sentAt))
                .collect(Collectors.joining(",", "{\"readings\":[", "]}"))));
  }

  @Override
  String json(CuffIdentity cuff, Measured measured, Instant sentAt) {
    StringBuilder json = new StringBuilder("{\"device\":\"imei:").append(cuff.imei()).append('"');
    if (!measured.has(Mark.NO_TIME)) {
      ZonedDateTime at = measured.at().truncatedTo(ChronoUnit.SECONDS).atZone(cuff.zone());
      json.append(",\"measuredAt\":\"")
          .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at))
          .append('"');
    }
    json.append(",\"systolic\":")
        .append(pressure(measured, systolic(measured)))
        .append(",\"diastolic\":")
        .append(pressure(measured, diastolic(measured)))
        .append(measured.has(Mark.KILOPASCAL) ? ",\"unit\":\"kPa\"" : "")
        .append(",\"pulse\":")
        .append(measured.pulse());
    String flags =
        Stream.of(Mark.MOVEMENT, Mark.LOOSE_CUFF, Mark.IRREGULAR_PULSE)
            .filter(measured::has)
            .map(CufflineEncoder::word)
            .collect(Collectors.joining("\",\""));
    if (!flags.isEmpty()) {
      json.append(",\"flags\":[\"").append(flags).append("\"]");
    }
    return json.append('}').toString();
  }

  private static String pressure(Measured measured, int value) {
    return measured.has(Mark.KILOPASCAL) && !measured.has(Mark.NO_VALUE)
        ? Ble2A35Encoder.inKilopascal(value).toPlainString()
        : Integer.toString(value);
  }

  private static String word(Mark mark) {
    return switch (mark) {
      case MOVEMENT -> "body-movement";
      case LOOSE_CUFF -> "cuff-too-loose";
      case IRREGULAR_PULSE, KILOPASCAL, NO_VALUE, NO_TIME ->
          mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
