package dev.cuffline.gateway.billing;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A released claim and the evidence differ; somebody has to see to it.
 *
 * @param id ours
 * @param claim id of the claim
 * @param patient whose
 * @param name of the patient
 * @param code of the claim
 * @param batch it was released with
 * @param dateOfService of the claim
 * @param kind OVERPAYMENT_RISK, LATE_DATA_AFTER_CLAIM or EVIDENCE_CHANGED
 * @param words what differs
 * @param foundAt when it was found
 * @param owner who sees to it; empty while nobody does
 * @param dueOn last date to have settled it, in the practice's zone
 * @param outcome what came of it; empty while it is open
 * @param actor who changed it last
 * @param changedAt when
 */
public record ClaimException(
    String id,
    String claim,
    PatientId patient,
    String name,
    String code,
    long batch,
    LocalDate dateOfService,
    String kind,
    String words,
    Instant foundAt,
    Optional<String> owner,
    LocalDate dueOn,
    Optional<String> outcome,
    String actor,
    Instant changedAt) {}
