package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One episode of monitoring (R1–R3). Dates are local to the patient and inclusive.
 *
 * @param id ours
 * @param patient who is monitored
 * @param practitioner who bills, the one of the episode (R3)
 * @param payerProfile whose rules apply
 * @param diagnoses ICD-10-CM codes, the leading one first; none holds where a payer has a list (R7)
 * @param order the order to monitor
 * @param consent the patient's consent
 * @param establishedPatient whether there is evidence that the patient is established
 * @param anchor first date of the 30-day grid once it is fixed (R13a)
 * @param setUp set-up and education
 * @param startedOn first date
 * @param endedOn last date; empty while it goes on
 */
public record Enrolment(
    String id,
    PatientId patient,
    String practitioner,
    String payerProfile,
    List<String> diagnoses,
    Order order,
    Consent consent,
    boolean establishedPatient,
    Optional<LocalDate> anchor,
    SetUp setUp,
    LocalDate startedOn,
    Optional<LocalDate> endedOn) {
  private static final Pattern ICD_10_CM = Pattern.compile("[A-Z][0-9][0-9AB](\\.[0-9A-Z]{1,4})?");

  /** Checks and copies the values. */
  public Enrolment {
    Checks.id(id, "id");
    Checks.id(patient.value(), "patient");
    Checks.id(practitioner, "practitioner");
    Checks.id(payerProfile, "payerProfile");
    diagnoses = List.copyOf(diagnoses);
    Checks.distinct(diagnoses, "diagnoses");
    for (String code : diagnoses) {
      if (!ICD_10_CM.matcher(code).matches()) {
        throw new InvalidValueException(
            "diagnoses", "must be ICD-10-CM codes such as I10 or I13.0");
      }
    }
    Checks.order(Optional.of(startedOn), "startedOn", endedOn, "endedOn");
  }

  /** Whether it was in force on a date. */
  public boolean covers(LocalDate date) {
    return !date.isBefore(startedOn) && endedOn.map(last -> !date.isAfter(last)).orElse(true);
  }

  /** The same with what an EHR or a person has found out since. */
  Enrolment with(String payer, Order ordered, Consent consented, boolean established) {
    return new Enrolment(
        id,
        patient,
        practitioner,
        payer,
        diagnoses,
        ordered,
        consented,
        established,
        anchor,
        setUp,
        startedOn,
        endedOn);
  }

  /** The same, set up and taught on a date. */
  Enrolment setUpOn(LocalDate date) {
    return new Enrolment(
        id,
        patient,
        practitioner,
        payerProfile,
        diagnoses,
        order,
        consent,
        establishedPatient,
        anchor,
        new SetUp(Optional.of(date), setUp.billed()),
        startedOn,
        endedOn);
  }

  /** Whether there is a date on which both are in force. */
  public boolean overlaps(Enrolment other) {
    return endedOn.map(last -> !other.startedOn.isAfter(last)).orElse(true)
        && other.endedOn.map(last -> !startedOn.isAfter(last)).orElse(true);
  }
}
