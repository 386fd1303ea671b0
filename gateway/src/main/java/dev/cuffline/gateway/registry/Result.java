package dev.cuffline.gateway.registry;

/**
 * What a command answers.
 *
 * @param value as it now stands
 * @param saved what was done
 */
public record Result<T>(T value, Saved saved) {}
