package dev.cuffline.rules.dataday;

import dev.cuffline.rules.reading.ReadingId;
import java.time.LocalDate;

/**
 * A reading that made no data-day.
 *
 * @param date in the patient's home zone
 * @param reading evidence
 * @param reason why not
 */
public record NotCounted(LocalDate date, ReadingId reading, DayReason reason) {}
