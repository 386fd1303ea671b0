package dev.cuffline.rules.billing;

import dev.cuffline.rules.reading.DateRange;

/**
 * Another service for the same patient.
 *
 * @param code its code
 * @param dates when, in the practice's zone
 */
public record OtherService(BillingCode code, DateRange dates) {}
