package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingFlag;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.TimeQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;

/**
 * A reading at its place in the patient's time.
 *
 * @param at when it was measured; its receipt when the clock is suspect
 * @param date local to the patient
 * @param late HISTORIC
 * @param trusted may count in sessions and averages, and may calm a critical value
 */
record Placed(
    Reading reading, Instant at, LocalDate date, Vitals vitals, boolean late, boolean trusted) {
  static final Comparator<Placed> BY_TIME =
      Comparator.comparing(Placed::at).thenComparing(placed -> placed.id().value());
  static final Comparator<Placed> BY_ARRIVAL =
      Comparator.comparing(Placed::knownAt).thenComparing(BY_TIME);

  static Placed of(Reading reading, ZoneId zone, TrendSettings settings) {
    TimeQuality quality = reading.measuredAt().quality();
    Instant at =
        quality == TimeQuality.SUSPECT ? reading.receivedAt() : reading.measuredAt().instant();
    boolean late = Duration.between(at, reading.judgedAt()).compareTo(settings.lateAfter()) > 0;
    boolean trusted =
        !settings.excludedTimes().contains(quality)
            && reading.flags().stream().noneMatch(settings.excludedFlags()::contains);
    return new Placed(
        reading, at, at.atZone(zone).toLocalDate(), Vitals.of(reading), late, trusted);
  }

  ReadingId id() {
    return reading.id();
  }

  /** When the rules first saw it. */
  Instant knownAt() {
    return reading.judgedAt();
  }

  /** {@code 184/96 (movement, time uncertain)}. */
  String spoken(Rule.Critical rule) {
    StringBuilder doubts = new StringBuilder();
    if (reading.flags().contains(ReadingFlag.BODY_MOVEMENT)) {
      doubts.append(", movement");
    }
    switch (reading.measuredAt().quality()) {
      case SUSPECT, ESTIMATED, RECEIPT_TIME -> doubts.append(", time uncertain");
      case DEVICE, VENDOR, REPAIRED -> {}
    }
    if (reading.entry() == EntryMethod.MANUAL) {
      doubts.append(", entered by hand");
    }
    String values = vitals.spoken(rule.when());
    return doubts.isEmpty() ? values : values + " (" + doubts.substring(2) + ")";
  }
}
