package dev.cuffline.fhir;

import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;

/**
 * Somebody was told of an alert.
 *
 * @param alert id of the alert
 * @param number of this notice among those of the alert, from 0
 * @param subject literal reference to the patient at the destination
 * @param channel by which; a word of ours, such as {@code work-list}
 * @param toldAt when
 */
public record NoticeFacts(
    PracticeId practice,
    String alert,
    long number,
    String subject,
    TaskFacts.Urgency urgency,
    String channel,
    Instant toldAt) {}
