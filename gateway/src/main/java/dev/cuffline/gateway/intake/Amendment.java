package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Retraction;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingStatus;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A reading that its vendor sends again under the same id, with something else in it. The newest
 * version of the vendor's stands, whatever the order of arrival; the same content again changes
 * nothing.
 *
 * @param before as it was stored
 * @param now as it stands
 */
record Amendment(StoredReading before, StoredReading now) {
  /**
   * Changes what is stored, if it must be.
   *
   * @param sent as it would be stored if it were new
   * @param revision grows with each change of the vendor's
   * @return empty when it says what is stored already
   */
  static Optional<Amendment> apply(Session session, StoredReading sent, long revision)
      throws SQLException {
    StoredReading before =
        Readings.find(session, sent.practice(), sent.reading().id()).orElseThrow();
    long known = Readings.revision(session, sent.reading().id()).orElse(Long.MIN_VALUE);
    boolean newer = revision > known;
    if (newer) {
      Readings.keepRevision(session, sent.reading().id(), revision);
    }
    if (saysTheSame(before.reading(), sent.reading())
        || (!newer && before.reading().status() == ReadingStatus.AMENDED)) {
      return Optional.empty();
    }
    StoredReading now = amended(before, newer ? sent : before, sent);
    if (now.reading().patient().equals(before.reading().patient())) {
      Readings.replace(session, now);
    } else {
      Readings.retract(
          session, now.reading().id(), Retraction.Cause.VENDOR, sent.reading().judgedAt());
      Readings.insert(session, now);
      Readings.returned(session, now);
      Readings.keepRevision(session, now.reading().id(), Math.max(known, revision));
    }
    return Optional.of(new Amendment(before, now));
  }

  /** Whether it came to another patient by its new time. */
  boolean moves() {
    return !now.reading().patient().equals(before.reading().patient());
  }

  private static boolean saysTheSame(Reading one, Reading other) {
    return one.measuredAt().equals(other.measuredAt())
        && one.bloodPressure().equals(other.bloodPressure())
        && one.pulse().equals(other.pulse())
        && one.absent().equals(other.absent())
        && one.flags().equals(other.flags())
        && one.entry() == other.entry();
  }

  private static StoredReading amended(
      StoredReading before, StoredReading content, StoredReading sent) {
    Reading says = content.reading();
    Reading was = before.reading();
    Reading reading =
        new Reading(
            was.id(),
            says.patient(),
            says.device(),
            says.measuredAt(),
            was.receivedAt(),
            sent.reading().judgedAt(),
            says.bloodPressure(),
            says.pulse(),
            says.flags(),
            says.entry(),
            ReadingStatus.AMENDED,
            says.counted(),
            says.absent());
    return new StoredReading(
        before.practice(),
        reading,
        content.slot(),
        before.session(),
        before.format(),
        before.formatVersion(),
        before.transmissionId(),
        before.itemNo(),
        before.version() + 1);
  }
}
