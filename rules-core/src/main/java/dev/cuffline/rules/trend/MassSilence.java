package dev.cuffline.rules.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * When so many patients of one source fall silent together that somebody must look at the source
 * first (billing-rules.md 5.5, mass silence).
 *
 * @param percent of the source's patients; more than this, exclusive
 * @param within the span in which they fell silent, up to now
 * @param atLeast so many patients; with fewer, each is asked for themselves (a project default: one
 *     patient with a cuff of their own is always all of a source)
 */
public record MassSilence(int percent, Duration within, int atLeast) {
  /** What the text says: more than 20 % within 6 h. */
  public static final MassSilence DEFAULT = new MassSilence(20, Duration.ofHours(6), 5);

  private static final int WHOLE = 100;

  /** Refuses numbers that would never or always hold. */
  public MassSilence {
    if (percent < 0 || percent >= WHOLE || atLeast < 1 || !within.isPositive()) {
      throw new IllegalArgumentException(
          "mass silence needs 0 to 99 percent, a span, and at least one patient");
    }
  }

  /** Whether a silence that began at an instant is one of those that are counted together. */
  public boolean counts(Instant silentSince, Instant now) {
    return !silentSince.isAfter(now) && silentSince.isAfter(now.minus(within));
  }

  /**
   * Whether the source must be looked at.
   *
   * @param patients of the source, all whose readings are waited for
   * @param silentSince of those who are silent, at whatever time
   */
  public boolean holds(int patients, Collection<Instant> silentSince, Instant now) {
    long together = silentSince.stream().filter(since -> counts(since, now)).count();
    return together >= atLeast && together * WHOLE > (long) patients * percent;
  }
}
