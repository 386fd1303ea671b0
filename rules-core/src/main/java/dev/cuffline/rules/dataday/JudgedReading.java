package dev.cuffline.rules.dataday;

import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;

/**
 * A reading and what it says about a data-day: all that the periods need, and what a day cache may
 * keep instead of the reading.
 *
 * @param reading evidence
 * @param measuredAt instant of the measurement
 * @param receivedAt instant of the receipt
 * @param verdict counts, held or excluded
 */
public record JudgedReading(
    ReadingId reading, Instant measuredAt, Instant receivedAt, DayVerdict verdict) {}
