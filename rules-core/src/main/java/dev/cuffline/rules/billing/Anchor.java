package dev.cuffline.rules.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The first date of the first device period: a recorded fact of the episode (R13a).
 *
 * @param date in the patient's home zone
 * @param fixedAt when it was fixed; empty when nobody recorded it
 */
public record Anchor(LocalDate date, Optional<Instant> fixedAt) {}
