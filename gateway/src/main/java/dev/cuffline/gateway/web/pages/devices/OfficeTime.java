package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times in a practice's zone, for eyes and for fields of date and time. */
record OfficeTime(ZoneId zone, Instant now) {
  Moment of(Instant instant) {
    return Moment.of(instant, zone, now);
  }

  /** {@code EST}. */
  String abbreviation() {
    return of(now).zone();
  }

  /** As a field of date and time shows it, to the minute before. */
  String field(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** Reads such a field; empty when it is no date and time. */
  Optional<Instant> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
