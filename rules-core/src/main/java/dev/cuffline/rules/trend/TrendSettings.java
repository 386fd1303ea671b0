package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * What the rules of a pack share (billing-rules.md 5.5).
 *
 * @param sessionGap readings at most so far apart are one session
 * @param repeatWithin a reading measured at most so long after the first critical one repeats it
 * @param repeatWait how long after receipt a critical reading waits for its repeat before it pages
 * @param lateAfter a reading older than this when it is judged is HISTORIC
 * @param quietTime after a resolution, findings that are no worse and not critical raise nothing
 * @param criticalSnoozeAtMost a critical alert sleeps no longer
 * @param outcomeWithin an acknowledged critical alert without contact or outcome pages again
 * @param historyDates local dates of readings that a caller passes; older windows are not judged
 * @param excludedFlags such readings are left out of sessions and averages and calm nothing
 * @param excludedTimes such readings likewise
 * @param massSilence when silence is the source's and not the patients'
 */
public record TrendSettings(
    Duration sessionGap,
    Duration repeatWithin,
    Duration repeatWait,
    Duration lateAfter,
    Duration quietTime,
    Duration criticalSnoozeAtMost,
    Duration outcomeWithin,
    int historyDates,
    Set<ReadingFlag> excludedFlags,
    Set<TimeQuality> excludedTimes,
    MassSilence massSilence) {
  /** When the history that a fold looks at begins, inclusive. */
  public Instant historyFrom(LocalDate today, ZoneId zone) {
    return today.minusDays(historyDates - 1L).atStartOfDay(zone).toInstant();
  }

  /** Copies the sets. */
  public TrendSettings {
    excludedFlags = Set.copyOf(excludedFlags);
    excludedTimes = Set.copyOf(excludedTimes);
  }
}
