package dev.cuffline.rules.dataday;

import dev.cuffline.rules.reading.ReadingId;
import java.time.LocalDate;

/**
 * A local date with at least one qualifying reading, over all devices (R10).
 *
 * @param date in the patient's home zone
 * @param reading the earliest measured reading that made it
 * @param batchUpload every reading that makes this day arrived late (BATCH_UPLOAD)
 */
public record DataDay(LocalDate date, ReadingId reading, boolean batchUpload) {}
