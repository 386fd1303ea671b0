package dev.cuffline.gateway.access;

import dev.cuffline.rules.reading.PracticeId;
import java.util.Optional;
import java.util.Set;

/** Somebody, or a program, who acts: what they may do at which practice. */
public interface Principal {
  /** The actor of their commands. */
  String name();

  /** For people. */
  String displayName();

  /** What they may do at a practice; nothing at one that they do not reach. */
  Set<Permission> permissions(PracticeId practice);

  /** What they may do at every practice, also at those to come. */
  Set<Permission> everywhere();

  /** The practice, when they reach one alone. */
  Optional<PracticeId> onlyPractice();

  /** Which member of staff or practitioner of a practice they are, as far as it is on file. */
  default Optional<String> staff(PracticeId practice) {
    return Optional.empty();
  }

  /** Whether they may do anything there. */
  default boolean reaches(PracticeId practice) {
    return !permissions(practice).isEmpty();
  }

  /** Whether they may do this there. */
  default boolean may(Permission permission, PracticeId practice) {
    return permissions(practice).contains(permission);
  }
}
