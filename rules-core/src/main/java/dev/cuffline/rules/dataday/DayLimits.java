package dev.cuffline.rules.dataday;

import java.time.Duration;

/**
 * The settings of the device clock (billing-rules.md section 3); values come with the rule set.
 *
 * @param futureTolerance a measurement later than its receipt by more than this is CLOCK_SUSPECT
 * @param maximumAge one older at receipt than this is CLOCK_SUSPECT
 * @param batchLag received later than this after the measurement it still counts, BATCH_UPLOAD
 * @param grace after a period's end readings still count when received within this; elapsed time
 * @param targetDays data-days that {@code reachable16} speaks of
 */
public record DayLimits(
    Duration futureTolerance,
    Duration maximumAge,
    Duration batchLag,
    Duration grace,
    int targetDays) {}
