package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.Reading;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a measurement may have come already by another way: a vendor's cloud beside a hub, a push
 * beside a pull (devices.md 6, problems 22 and 23). Both are kept; the one that comes later does
 * not count until a person has looked.
 */
final class OtherWay {
  private static final Duration NEAR = Duration.ofSeconds(60);
  private static final Reason TWICE = Reason.of("possible-duplicate");
  private static final Reason CONTRADICTED = Reason.of("conflict");

  private OtherWay() {}

  /**
   * What speaks against counting a reading: {@code possible-duplicate} when another way brought the
   * same values within a minute of it, {@code conflict} when another way says of the same device at
   * the same instant that the values were others.
   *
   * @param sent about to be stored
   */
  static Optional<Reason> doubt(Session session, StoredReading sent) throws SQLException {
    Reading reading = sent.reading();
    for (StoredReading other :
        Readings.around(
            session, sent.practice(), reading.patient(), reading.measuredAt().instant(), NEAR)) {
      boolean sameWay =
          other.format().equals(sent.format()) && other.reading().device().equals(reading.device());
      if (sameWay || !other.reading().bloodPressure().isPresent()) {
        continue;
      }
      if (haveSameValues(other.reading(), reading)) {
        return Optional.of(TWICE);
      }
      if (contradict(other.reading(), reading)) {
        return Optional.of(CONTRADICTED);
      }
    }
    return Optional.empty();
  }

  private static boolean haveSameValues(Reading one, Reading other) {
    return one.bloodPressure().isPresent()
        && other.bloodPressure().isPresent()
        && samePressure(one.bloodPressure().get(), other.bloodPressure().get())
        && (one.pulse().isEmpty()
            || other.pulse().isEmpty()
            || same(one.pulse().get(), other.pulse().get()));
  }

  /** Ways differ in what they send besides: one of them may leave the mean out. */
  private static boolean samePressure(BloodPressure one, BloodPressure other) {
    return same(one.systolic(), other.systolic()) && same(one.diastolic(), other.diastolic());
  }

  private static boolean same(BigDecimal one, BigDecimal other) {
    return one.compareTo(other) == 0;
  }

  private static boolean contradict(Reading one, Reading other) {
    return one.device().equals(other.device())
        && one.measuredAt().instant().equals(other.measuredAt().instant())
        && other.bloodPressure().isPresent();
  }
}
