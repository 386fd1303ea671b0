package dev.cuffline.gateway.delivery;

import dev.cuffline.rules.reading.PracticeId;

/**
 * One version of a FHIR resource, ready to be sent.
 *
 * @param practice whose it is
 * @param type FHIR resource type
 * @param id FHIR id
 * @param version grows with each change
 * @param json one line, without a line break
 */
public record Resource(PracticeId practice, String type, String id, long version, String json) {}
