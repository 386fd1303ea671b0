package dev.cuffline.gateway.delivery;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks to be left alone: seconds, or an HTTP date (RFC 9110 section 10.2.3). */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** Reads the header's value; empty when it is neither, and a day at most. */
  public static Optional<Duration> read(String header, Clock clock) {
    try {
      Duration pause =
          header.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(
                  clock.instant(),
                  Instant.from(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)));
      return Optional.of(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
