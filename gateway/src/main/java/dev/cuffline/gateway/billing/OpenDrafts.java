package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Time that was begun and not saved: it counts for nothing, and should not be forgotten. */
@FunctionalInterface
public interface OpenDrafts {
  /** Nobody keeps drafts here. */
  OpenDrafts NONE = (session, practice, from, to) -> List.of();

  /**
   * A draft.
   *
   * @param patient whose
   * @param staff who began it
   * @param startedAt when
   */
  record Draft(PatientId patient, String staff, Instant startedAt) {}

  /**
   * Drafts that were begun in a span, oldest first.
   *
   * @param from inclusive
   * @param to exclusive
   */
  List<Draft> of(Session session, PracticeId practice, Instant from, Instant to)
      throws SQLException;
}
