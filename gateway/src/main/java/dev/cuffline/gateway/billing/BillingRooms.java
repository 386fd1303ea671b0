package dev.cuffline.gateway.billing;

/**
 * What the pages and the API of billing ask.
 *
 * @param desk takes commands
 * @param records what is on file
 * @param boards determinations of whole practices
 * @param packets documentation of a patient's month
 * @param previews what time would be worth
 * @param audits what would strike an auditor
 */
public record BillingRooms(
    BillingDesk desk,
    BillingRecords records,
    Boards boards,
    Packets packets,
    TimePreviews previews,
    PracticeAudits audits) {}
