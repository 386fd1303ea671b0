package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.NoticeFacts;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * That somebody was told of an alert, for destinations: a row of {@code notice}.
 *
 * @param number among those of the alert, from 0
 */
record SentNotice(long number, String channel, Instant toldAt) {
  /** What was told stays told. */
  static final long VERSION = 1;

  static List<SentNotice> of(Session session, PracticeId practice, String alert)
      throws SQLException {
    return session.list(
        """
        SELECT seq, channel, told_at FROM notice WHERE practice_id = ? AND alert_id = ?
        ORDER BY seq
        """,
        row -> new SentNotice(row.number("seq"), row.text("channel"), row.instant("told_at")),
        practice,
        alert);
  }

  /** As FHIR wants to know it. */
  NoticeFacts facts(PracticeId practice, SentAlert alert) {
    return new NoticeFacts(
        practice,
        alert.id(),
        number,
        "Patient/" + alert.patient(),
        alert.urgency(),
        channel,
        toldAt);
  }
}
