package dev.cuffline.rules.caretime;

/**
 * Seconds of an entry that do not count in a month.
 *
 * @param entry evidence
 * @param seconds whole seconds, a broken one dropped
 * @param reason why not
 */
public record Uncounted(EntryId entry, long seconds, TimeReason reason) {}
