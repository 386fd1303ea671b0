package dev.cuffline.gateway.access;

import dev.cuffline.rules.reading.PracticeId;
import java.util.Optional;

/**
 * A role at a practice.
 *
 * @param practice empty for every practice, also those to come
 */
public record Grant(Optional<PracticeId> practice, AccessRole role) {
  /** Whether it holds at a practice. */
  boolean holdsAt(PracticeId at) {
    return practice.isEmpty() || practice.get().equals(at);
  }
}
