package dev.cuffline.gateway.store;

import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import java.util.Optional;

/**
 * A reading with what the store knows besides: whose it is, where it came from, how often it
 * changed.
 *
 * @param slot the cuff's user slot as text
 * @param session what it shares with the other messages of the same measurement, where its vendor
 *     sends pressure and pulse apart
 * @param format name of the payload format it was read with
 * @param formatVersion the format's version at that time (P3)
 * @param transmissionId the transmission that brought it first
 * @param itemNo its place in that transmission, from 0
 * @param version 1 when new, one more with each change; the FHIR version of what is sent
 */
public record StoredReading(
    PracticeId practice,
    Reading reading,
    Optional<String> slot,
    Optional<String> session,
    String format,
    int formatVersion,
    String transmissionId,
    int itemNo,
    int version) {
  /** The same, which counts for no day. */
  public StoredReading notCounted() {
    Reading counted = reading;
    return new StoredReading(
        practice,
        new Reading(
            counted.id(),
            counted.patient(),
            counted.device(),
            counted.measuredAt(),
            counted.receivedAt(),
            counted.judgedAt(),
            counted.bloodPressure(),
            counted.pulse(),
            counted.flags(),
            counted.entry(),
            counted.status(),
            false,
            counted.absent()),
        slot,
        session,
        format,
        formatVersion,
        transmissionId,
        itemNo,
        version);
  }
}
