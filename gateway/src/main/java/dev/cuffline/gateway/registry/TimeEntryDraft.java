package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.util.List;
import java.util.Optional;

/**
 * A time entry as somebody gives it: what is left out is taken from the registry as it stood on the
 * entry's date, and then written down with it.
 *
 * @param id the caller's, so that sending it again does not log it again; else one is made
 * @param patient on whom
 * @param spent when and how long
 * @param performer id of a member of staff or a practitioner
 * @param supervisor else the practitioner who supervised the performer then
 * @param billingPractitioner else the one of the patient's enrolment then
 * @param service to which it belongs
 * @param activity what was done
 * @param dataActedUpon ids of readings or alerts
 * @param action what was assessed, done or communicated
 * @param contacts inside the interval
 */
public record TimeEntryDraft(
    Optional<String> id,
    PatientId patient,
    TimeSpent spent,
    String performer,
    Optional<String> supervisor,
    Optional<String> billingPractitioner,
    ServiceLine service,
    Activity activity,
    List<String> dataActedUpon,
    String action,
    List<Contact> contacts) {
  @Override
  public String toString() {
    return "TimeEntryDraft[…]";
  }
}
