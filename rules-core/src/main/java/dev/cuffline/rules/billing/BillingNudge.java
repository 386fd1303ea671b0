package dev.cuffline.rules.billing;

import dev.cuffline.rules.reading.DateRange;

/**
 * A hint on the billing board while something can still be done; never an alert, and never a
 * message to a patient (billing-rules.md 5.5).
 *
 * @param id what it is about, for example BILL-RISK16
 * @param period the device period
 * @param slackDays dates that may still be missed
 */
public record BillingNudge(String id, DateRange period, int slackDays) {}
