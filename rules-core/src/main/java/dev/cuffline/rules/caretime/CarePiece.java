package dev.cuffline.rules.caretime;

import java.util.Set;

/**
 * A part of an entry that lies in one month and has one verdict.
 *
 * @param entry evidence
 * @param performer who did it
 * @param when its time, inside the month
 * @param verdict counts, held or not counted
 * @param flags what to look at
 */
public record CarePiece(
    EntryId entry, StaffId performer, WorkTime when, TimeVerdict verdict, Set<TimeFlag> flags) {
  /** Copies the flags. */
  public CarePiece {
    flags = Set.copyOf(flags);
  }

  /** Whether it counts, or would if these reasons were settled. */
  boolean countsDespite(Set<TimeReason> settled) {
    return switch (verdict) {
      case TimeVerdict.Counts() -> true;
      case TimeVerdict.Held(TimeReason reason) -> settled.contains(reason);
      case TimeVerdict.NotCounted(TimeReason reason) -> settled.contains(reason);
    };
  }
}
