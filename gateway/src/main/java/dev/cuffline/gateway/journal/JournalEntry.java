package dev.cuffline.gateway.journal;

/**
 * A transmission and where it stands in the journal.
 *
 * @param position 1 for the first entry of a journal, growing
 * @param transmission what was received
 */
public record JournalEntry(long position, Transmission transmission) {}
