package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A reading as the API shows it. Pressures are in mmHg, pulse in beats per minute, with the scale
 * that the device sent.
 *
 * @param measuredAtLocal the same instant on the patient's clock
 * @param zone the patient's home zone
 */
record ReadingView(
    String id,
    String patient,
    String device,
    Optional<String> slot,
    Instant measuredAt,
    OffsetDateTime measuredAtLocal,
    String zone,
    Instant receivedAt,
    Instant judgedAt,
    Optional<BigDecimal> systolic,
    Optional<BigDecimal> diastolic,
    Optional<BigDecimal> mean,
    Optional<BigDecimal> pulse,
    JsonNode flags,
    String entry,
    String status,
    boolean counted,
    String timeQuality,
    String transmission,
    int item,
    int version) {}
