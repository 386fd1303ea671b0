package dev.cuffline.gateway.billing;

import java.time.Instant;

/**
 * One writing of a batch's file.
 *
 * @param number 1 for the first; each later one is marked as a re-export
 * @param sha256 of the file, hexadecimal
 * @param actor who wrote it
 * @param at when
 */
public record BatchExport(int number, String sha256, String actor, Instant at) {}
