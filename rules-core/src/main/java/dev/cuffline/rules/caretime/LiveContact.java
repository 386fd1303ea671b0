package dev.cuffline.rules.caretime;

/**
 * A contact inside a time entry.
 *
 * @param when when it actually ran
 * @param modality how
 * @param with whom
 */
public record LiveContact(WorkTime when, Modality modality, Participant with) {}
