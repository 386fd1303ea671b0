package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a rule saw, as the API shows it.
 *
 * @param evidence ids of readings
 */
record FindingView(
    String rule,
    Instant at,
    String severity,
    String family,
    boolean historic,
    JsonNode evidence,
    String sentence) {}
