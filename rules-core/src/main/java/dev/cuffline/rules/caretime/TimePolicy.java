package dev.cuffline.rules.caretime;

import java.time.Duration;
import java.util.Set;

/**
 * The settings of the management clock (billing-rules.md section 4); values come with the rule set
 * and the payer profile.
 *
 * @param service whose time is counted; time for any other is left out (R27)
 * @param countable activities that count (R38)
 * @param eligible roles whose time counts (R37)
 * @param supervised roles that need a supervising practitioner
 * @param live modalities that are live two-way contacts (R29, R30)
 * @param lateAfter entered later than this after the work: LATE_ENTRY
 * @param entryWindow after a month's end it stays open for entries this long; elapsed time (R42)
 * @param countPassiveReview whether time without data acted upon and a documented action counts
 */
public record TimePolicy(
    Service service,
    Set<Activity> countable,
    Set<Role> eligible,
    Set<Role> supervised,
    Set<Modality> live,
    Duration lateAfter,
    Duration entryWindow,
    boolean countPassiveReview) {
  /** Copies the sets. */
  public TimePolicy {
    countable = Set.copyOf(countable);
    eligible = Set.copyOf(eligible);
    supervised = Set.copyOf(supervised);
    live = Set.copyOf(live);
  }
}
