package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * An item as the API shows it.
 *
 * @param transmission opaque id
 * @param item its number in the transmission, from 0 or 1 as intake counts
 * @param reasons list of codes
 */
record ItemView(
    String transmission,
    int item,
    Instant receivedAt,
    Instant judgedAt,
    String source,
    String transport,
    String format,
    int formatVersion,
    String disposition,
    JsonNode reasons,
    String detail,
    Optional<String> deviceKey,
    Optional<String> device,
    Optional<String> patient,
    Optional<String> reading,
    Optional<Instant> measuredAt) {}
