package dev.cuffline.gateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.rules.reading.PatientId;
import java.time.LocalDate;

/**
 * A patient's own limits and targets, and who answers for them (billing-rules.md 5.5). From their
 * first date on they stand in place of earlier ones; none change nothing of the practice's pack.
 *
 * @param patient whose
 * @param from first date, local to the patient
 * @param changes by the id of a rule of the pack, the keys of it that differ, as in its file; what
 *     they say is checked by whoever knows the pack
 * @param practitioner who signs
 * @param reason in the practitioner's words; no name of the patient
 */
public record OwnRules(
    PatientId patient, LocalDate from, JsonNode changes, String practitioner, String reason) {
  private static final int LONGEST = 20_000;

  /** Checks the values. */
  public OwnRules {
    Checks.id(patient.value(), "patient");
    Checks.id(practitioner, "practitioner");
    Checks.text(reason, "reason");
    Checks.limit(changes.toString(), "changes", LONGEST);
  }
}
