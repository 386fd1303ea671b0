package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody's running timer.
 *
 * @param practice where
 * @param patient on whom
 * @param startedAt by the person's own press
 * @param seenAt when they were last seen at work
 */
public record CareTimer(PracticeId practice, PatientId patient, Instant startedAt, Instant seenAt) {
  /** Whoever was not seen for so long was away; the time since does not go into the draft. */
  public static final Duration IDLE = Duration.ofMinutes(5);

  /** Whether they are away. */
  public boolean isIdle(Instant now) {
    return now.isAfter(seenAt.plus(IDLE));
  }

  /** Where its time ends when it is stopped at an instant. */
  Instant end(Instant now) {
    return isIdle(now) ? seenAt : now;
  }
}
