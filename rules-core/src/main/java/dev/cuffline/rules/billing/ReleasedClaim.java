package dev.cuffline.rules.billing;

import dev.cuffline.rules.reading.DateRange;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A claim line that a person released; it is never edited (R51).
 *
 * @param code its code
 * @param units released units
 * @param dateOfService as released
 * @param period the device period or month it is for
 * @param releasedAt when
 */
public record ReleasedClaim(
    BillingCode code, int units, LocalDate dateOfService, DateRange period, Instant releasedAt) {}
