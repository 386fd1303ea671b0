package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Time that somebody spent on a patient (R25–R41), as it was written down. What it is worth is
 * computed elsewhere: a missing credential or supervisor is on record, not refused.
 *
 * @param id ours
 * @param patient on whom
 * @param spent when and how long
 * @param performer id of a member of staff or a practitioner
 * @param role in which the performer acted
 * @param credential the performer's at that time
 * @param supervisor practitioner who supervised the performer at that time
 * @param billingPractitioner under whom it is billed (R3)
 * @param service to which it belongs (R27)
 * @param activity what was done
 * @param dataActedUpon ids of readings or alerts (R36)
 * @param action what was assessed, done or communicated; empty when nothing is documented
 * @param contacts inside the interval, in order
 * @param enteredAt when it was written down
 */
public record TimeEntry(
    String id,
    PatientId patient,
    TimeSpent spent,
    String performer,
    Role role,
    Optional<String> credential,
    Optional<String> supervisor,
    String billingPractitioner,
    ServiceLine service,
    Activity activity,
    List<String> dataActedUpon,
    String action,
    List<Contact> contacts,
    Instant enteredAt) {
  private static final int ACTION_LENGTH = 4_000;

  /** Checks and copies the values. */
  public TimeEntry {
    Checks.id(id, "id");
    Checks.id(patient.value(), "patient");
    Checks.id(performer, "performer");
    Checks.text(credential, "credential");
    supervisor.ifPresent(given -> Checks.id(given, "supervisor"));
    Checks.id(billingPractitioner, "billingPractitioner");
    dataActedUpon = List.copyOf(dataActedUpon);
    Checks.distinct(dataActedUpon, "dataActedUpon");
    dataActedUpon.forEach(reference -> Checks.text(reference, "dataActedUpon"));
    Checks.limit(action, "action", ACTION_LENGTH);
    contacts = List.copyOf(contacts);
    for (Contact contact : contacts) {
      requireInside(contact, spent);
    }
  }

  private static void requireInside(Contact contact, TimeSpent spent) {
    boolean inside =
        switch (spent) {
          case TimeSpent.Interval(Instant start, Instant end) ->
              !contact.start().isBefore(start) && !contact.end().isAfter(end);
          case TimeSpent.Stated stated ->
              throw new InvalidValueException(
                  "live", "needs start and end on the time entry itself");
        };
    if (!inside) {
      throw new InvalidValueException("live", "must lie between start and end of the entry");
    }
  }

  @Override
  public String toString() {
    return "TimeEntry[" + id + "]";
  }
}
