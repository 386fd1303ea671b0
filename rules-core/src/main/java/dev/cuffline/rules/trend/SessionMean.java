package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What was measured at one sitting, to be shown and never to be compared: readings at most the
 * session gap apart (billing-rules.md 5.5), with the means of all of them, also of those that
 * averages leave out.
 *
 * @param first when the oldest was measured
 * @param last when the newest was measured
 * @param systolic mmHg, to one decimal, half up
 * @param diastolic likewise
 * @param pulse per minute, likewise
 * @param readings oldest first; not empty
 */
public record SessionMean(
    Instant first,
    Instant last,
    Optional<BigDecimal> systolic,
    Optional<BigDecimal> diastolic,
    Optional<BigDecimal> pulse,
    List<Reading> readings) {
  /** Copies the list. */
  public SessionMean {
    readings = List.copyOf(readings);
  }

  /**
   * The sessions of a patient, oldest first.
   *
   * @param readings in any order; those entered in error are left out
   * @param zone of the patient's home
   */
  public static List<SessionMean> of(
      Collection<Reading> readings, ZoneId zone, TrendSettings settings) {
    List<Placed> placed =
        readings.stream()
            .filter(Reading::stands)
            .map(reading -> Placed.of(reading, zone, settings))
            .sorted(Placed.BY_TIME)
            .toList();
    return Session.of(placed, settings.sessionGap()).stream().map(SessionMean::of).toList();
  }

  private static SessionMean of(Session session) {
    return new SessionMean(
        session.readings().getFirst().at(),
        session.end(),
        mean(session, Measure.SYSTOLIC),
        mean(session, Measure.DIASTOLIC),
        mean(session, Measure.PULSE),
        session.readings().stream().map(Placed::reading).toList());
  }

  private static Optional<BigDecimal> mean(Session session, Measure measure) {
    return Optional.ofNullable(session.means().get(measure))
        .map(mean -> mean.sum().divide(BigDecimal.valueOf(mean.count()), 1, RoundingMode.HALF_UP));
  }
}
