package dev.cuffline.gateway.web.pages.work;

import java.util.Optional;

/**
 * What the work list says of an alert beside what every list says.
 *
 * @param chart of the last 14 days; empty for nobody's alert
 * @param contact last contact and next try, in words
 * @param together whether it may be dealt with together with others: never a critical one, and
 *     clinical ones only when low (billing-rules.md 5.5)
 * @param query of the list that it stands in, so that its new self is made for the same
 */
public record RowExtras(
    Optional<Sparkline> chart, String contact, boolean together, String query) {}
