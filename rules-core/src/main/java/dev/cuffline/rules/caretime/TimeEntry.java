package dev.cuffline.rules.caretime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Time that somebody logged for one patient.
 *
 * @param id evidence
 * @param when start and end, or a duration on a date
 * @param performer who did it
 * @param role what the performer is
 * @param credential of the performer, for example RN; empty when none is on file
 * @param supervisor the supervising practitioner on that date; staff needs one (R37)
 * @param billingPractitioner under whom it is billed; two are never pooled
 * @param service the one service it is logged for
 * @param activity what was done
 * @param dataActedUpon identifiers of readings or alerts that were acted upon
 * @param action the documented assessment, action or communication; blank for none
 * @param enteredAt when it was written down
 * @param live contacts inside it
 */
public record TimeEntry(
    EntryId id,
    WorkTime when,
    StaffId performer,
    Role role,
    Optional<String> credential,
    Optional<StaffId> supervisor,
    StaffId billingPractitioner,
    Service service,
    Activity activity,
    Set<String> dataActedUpon,
    String action,
    Instant enteredAt,
    List<LiveContact> live) {
  /** Copies the collections. */
  public TimeEntry {
    dataActedUpon = Set.copyOf(dataActedUpon);
    live = List.copyOf(live);
  }
}
