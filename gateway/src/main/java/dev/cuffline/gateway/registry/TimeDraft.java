package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;

/**
 * What a timer left behind: it counts for nothing until it is logged as a time entry, which then
 * has the same id.
 *
 * @param id ours
 * @param patient on whom
 * @param actor whose timer it was
 * @param start inclusive
 * @param end exclusive
 * @param idleSeconds after the end, when nobody was seen at work; not in it
 */
public record TimeDraft(
    String id, PatientId patient, String actor, Instant start, Instant end, long idleSeconds) {}
