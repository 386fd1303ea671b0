package dev.cuffline.gateway.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the times of one sender are to be read (D11).
 *
 * @param source the login of the cuff, hub or service
 * @param from for what is judged from then on, inclusive
 * @param zone of wall time that it passes on; empty means the patient's home zone
 * @param futureTolerance in place of the setting of the same name
 * @param oldest in place of the setting of the same name
 */
public record SourceClock(
    String source,
    Instant from,
    Optional<ZoneId> zone,
    Optional<Duration> futureTolerance,
    Optional<Duration> oldest) {
  private static final long LONGEST_TOLERANCE = Duration.ofDays(2).toSeconds();
  private static final long LONGEST_AGE = Duration.ofDays(3_660).toSeconds();

  /** Checks the values. */
  public SourceClock {
    Checks.id(source, "source");
    check(futureTolerance, LONGEST_TOLERANCE, "futureTolerance");
    check(oldest, LONGEST_AGE, "oldest");
  }

  private static void check(Optional<Duration> given, long most, String field) {
    if (given.filter(d -> d.isNegative() || d.toSeconds() > most).isPresent()) {
      throw new InvalidValueException(
          field, "must be between PT0S and " + Duration.ofSeconds(most));
    }
  }

  /** Whether both say the same, whenever it begins. */
  boolean saysTheSame(SourceClock other) {
    return zone.equals(other.zone)
        && futureTolerance.equals(other.futureTolerance)
        && oldest.equals(other.oldest);
  }
}
