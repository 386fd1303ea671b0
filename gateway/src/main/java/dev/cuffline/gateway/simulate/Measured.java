package dev.cuffline.gateway.simulate;

import java.time.Instant;
import java.util.Set;

/**
 * What a simulated cuff measured, as it shows it.
 *
 * @param at by the cuff's own clock, which may be wrong
 * @param systolic mmHg
 * @param diastolic mmHg
 * @param pulse beats per minute
 * @param marks what else is to be said of it
 */
public record Measured(Instant at, int systolic, int diastolic, int pulse, Set<Mark> marks) {
  /** What a cuff says besides numbers, or instead of them. */
  public enum Mark {
    /** The pulse was irregular. */
    IRREGULAR_PULSE,
    /** The arm moved. */
    MOVEMENT,
    /** The cuff was too loose. */
    LOOSE_CUFF,
    /** The cuff is set to kPa; formats without a unit of their own cannot show it. */
    KILOPASCAL,
    /** The cuff gave up: special values stand where the numbers should. */
    NO_VALUE,
    /** The cuff does not know the date. */
    NO_TIME
  }

  /** Copies the marks. */
  public Measured {
    marks = Set.copyOf(marks);
  }

  /** A measurement with nothing to be said of it. */
  public Measured(Instant at, int systolic, int diastolic, int pulse) {
    this(at, systolic, diastolic, pulse, Set.of());
  }

  boolean has(Mark mark) {
    return marks.contains(mark);
  }
}
