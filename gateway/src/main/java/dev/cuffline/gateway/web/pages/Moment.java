package dev.cuffline.gateway.web.pages;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An instant in words, in a zone that is said.
 *
 * @param iso RFC 3339, UTC, for {@code <time datetime>}
 * @param shown short: {@code 08:12}, or {@code 31 Jan 08:12} on another date
 * @param zone abbreviation at that instant: {@code EST}
 * @param exact in full, with UTC beside it
 */
public record Moment(String iso, String shown, String zone, String exact) {
  private static final DateTimeFormatter TIME = words("HH:mm");
  private static final DateTimeFormatter DATE_AND_TIME = words("d MMM HH:mm");
  private static final DateTimeFormatter WITH_YEAR = words("d MMM uuuu HH:mm");
  private static final DateTimeFormatter ZONE = words("zzz");
  private static final DateTimeFormatter EXACT = words("d MMMM uuuu HH:mm:ss zzz");
  private static final DateTimeFormatter UTC = words("HH:mm:ss");

  public static Moment of(Instant instant, ZoneId zone, Instant now) {
    ZonedDateTime local = instant.atZone(zone);
    ZonedDateTime today = now.atZone(zone);
    DateTimeFormatter format =
        local.toLocalDate().equals(today.toLocalDate())
            ? TIME
            : local.getYear() == today.getYear() ? DATE_AND_TIME : WITH_YEAR;
    return new Moment(
        instant.toString(),
        format.format(local),
        ZONE.format(local),
        EXACT.format(local) + " (" + UTC.format(instant.atOffset(ZoneOffset.UTC)) + " UTC)");
  }

  private static DateTimeFormatter words(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US);
  }
}
