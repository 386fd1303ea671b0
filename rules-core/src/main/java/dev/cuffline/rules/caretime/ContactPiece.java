package dev.cuffline.rules.caretime;

/**
 * A contact as far as it ran in one month.
 *
 * @param entry the entry it belongs to
 * @param contact the whole contact
 * @param verdict of its entry; held where every second of it is double counted
 * @param spill it began in the month before (MIDNIGHT_SPILL)
 */
public record ContactPiece(
    EntryId entry, LiveContact contact, TimeVerdict verdict, boolean spill) {}
