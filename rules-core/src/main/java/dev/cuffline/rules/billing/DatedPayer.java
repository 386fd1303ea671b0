package dev.cuffline.rules.billing;

import java.time.LocalDate;

/**
 * A payer and since when it pays (R5a).
 *
 * @param profile its rules
 * @param from first date of service, inclusive; {@link LocalDate#MIN} for the first payer
 */
public record DatedPayer(PayerProfile profile, LocalDate from) {}
