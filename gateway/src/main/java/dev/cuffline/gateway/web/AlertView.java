package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody must deal with, as the API shows it.
 *
 * @param patient absent for a critical item that nobody could attribute
 * @param transmission where such an item came from
 */
record AlertView(
    String id,
    Optional<String> patient,
    String family,
    String severity,
    String state,
    String confirmation,
    boolean historic,
    boolean pages,
    Instant raisedAt,
    Optional<Instant> dueAt,
    JsonNode rules,
    JsonNode evidence,
    String sentence,
    Optional<String> transmission,
    Optional<Long> item) {}
