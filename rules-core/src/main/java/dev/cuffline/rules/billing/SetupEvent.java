package dev.cuffline.rules.billing;

import java.time.LocalDate;

/**
 * Set-up and education of the patient in this episode.
 *
 * @param on the date
 * @param billed whether the set-up code was billed already
 */
public record SetupEvent(LocalDate on, boolean billed) {}
