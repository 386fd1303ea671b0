package dev.cuffline.rules.dataday;

import dev.cuffline.rules.dataday.DayVerdict.Counts;
import dev.cuffline.rules.dataday.DayVerdict.Excluded;
import dev.cuffline.rules.dataday.DayVerdict.Held;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges readings for the device clock. Pure; no order of the readings is assumed anywhere. */
public final class DataDays {
  private static final Comparator<JudgedReading> BY_MEASUREMENT =
      Comparator.comparing(JudgedReading::measuredAt)
          .thenComparing(j -> j.reading().value())
          .thenComparing(JudgedReading::receivedAt);

  private DataDays() {}

  /**
   * Whether one reading makes a data-day, for which local date, or why not (R8, R9, R10).
   *
   * <p>Looks at this reading alone: repetitions, and receipt after a period's close, are judged by
   * {@link #judge} and {@link #periods}. A reading measured in motion counts when its values are
   * valid (devices.md 6, row 16): only a transmission without a value makes no day. Where several
   * reasons apply, one that a person cannot mend is named before one that holds.
   *
   * @param gates with zones aligned to the patient's grid where there is one
   */
  public static DayVerdict qualify(Reading reading, DayGates gates, DayLimits limits) {
    if (clockSuspect(reading, limits)) {
      return new Excluded(
          gates.zones().dateOf(reading.receivedAt()),
          reading.stands() ? DayReason.CLOCK_SUSPECT : DayReason.ENTERED_IN_ERROR);
    }
    LocalDate date = gates.zones().dateOf(reading.measuredAt().instant());
    Optional<DayReason> unfit = unfitItself(reading, gates).or(() -> outside(date, gates));
    if (unfit.isPresent()) {
      return new Excluded(date, unfit.get());
    }
    return byDevice(reading, date, gates, limits);
  }

  /**
   * Every reading with its verdict, in order of measurement, as it could be known at an instant.
   *
   * <p>Of one id the first received stands, and one entered in error wins over one that is not; the
   * same device, instant and values under a second id is DUPLICATE_READING (R12).
   *
   * @param asOf readings received later are left out
   */
  public static List<JudgedReading> judge(
      Collection<Reading> readings, DayGates gates, DayLimits limits, Instant asOf) {
    Comparator<Reading> order =
        Comparator.comparing(Reading::stands)
            .thenComparing(Reading::receivedAt)
            .thenComparing(r -> r.id().value());
    Set<Object> ids = new HashSet<>();
    Set<Measurement> measurements = new HashSet<>();
    List<JudgedReading> judged = new ArrayList<>();
    for (Reading reading : readings.stream().sorted(order).toList()) {
      if (reading.receivedAt().isAfter(asOf) || !ids.add(reading.id())) {
        continue;
      }
      DayVerdict verdict = qualify(reading, gates, limits);
      if (!(verdict instanceof Excluded) && !measurements.add(Measurement.of(reading))) {
        verdict = new Excluded(verdict.date(), DayReason.DUPLICATE_READING);
      }
      judged.add(
          new JudgedReading(
              reading.id(), reading.measuredAt().instant(), reading.receivedAt(), verdict));
    }
    judged.sort(BY_MEASUREMENT);
    return List.copyOf(judged);
  }

  /**
   * The anchor that the evidence proposes: the date of the first qualifying reading, or of the
   * first held one where nothing qualifies yet (section 3). A fixed anchor is never moved by this.
   */
  public static Optional<LocalDate> proposeAnchor(Collection<JudgedReading> judged) {
    Comparator<LocalDate> order = Comparator.naturalOrder();
    return judged.stream()
        .filter(j -> j.verdict() instanceof Counts)
        .map(j -> j.verdict().date())
        .min(order)
        .or(() ->
            judged.stream()
                .filter(j -> j.verdict() instanceof Held)
                .map(j -> j.verdict().date())
                .min(order));
  }

  /**
   * The periods of the grid from its start to the one in which the instant of the question lies, or
   * to the end of the episode, oldest first; empty before the start.
   *
   * @param since periods that end before this date are left out
   */
  public static List<DevicePeriod> periods(
      Collection<JudgedReading> judged,
      DayGates gates,
      PeriodGrid grid,
      DayLimits limits,
      LocalDate since,
      Instant asOf) {
    Map<LocalDate, List<JudgedReading>> byPeriod = new HashMap<>();
    for (JudgedReading reading : judged.stream().sorted(BY_MEASUREMENT).toList()) {
      grid.periodOf(reading.verdict().date())
          .ifPresent(p -> byPeriod.computeIfAbsent(p.from(), k -> new ArrayList<>()).add(reading));
    }
    LocalDate today = gates.zones().dateOf(asOf);
    LocalDate last = gates.endedOn().filter(end -> end.isBefore(today)).orElse(today);
    LocalDate from = since.isAfter(grid.start()) ? since : grid.start();
    List<DevicePeriod> periods = new ArrayList<>();
    var next = grid.periodOf(from);
    while (next.isPresent() && !next.get().from().isAfter(last)) {
      var range = next.get();
      periods.add(
          PeriodCount.count(
              range, byPeriod.getOrDefault(range.from(), List.of()), gates, limits, asOf));
      next = grid.periodOf(range.to().plusDays(1));
    }
    return List.copyOf(periods);
  }

  private static boolean clockSuspect(Reading reading, DayLimits limits) {
    Instant measured = reading.measuredAt().instant();
    return switch (reading.measuredAt().quality()) {
      case SUSPECT -> true;
      case DEVICE, VENDOR, REPAIRED, RECEIPT_TIME, ESTIMATED ->
          measured.isAfter(reading.receivedAt().plus(limits.futureTolerance()))
              || measured.isBefore(reading.receivedAt().minus(limits.maximumAge()));
    };
  }

  private static Optional<DayReason> unfitItself(Reading reading, DayGates gates) {
    if (!reading.patient().equals(gates.patient())) {
      return Optional.of(DayReason.OTHER_PATIENT);
    }
    if (!reading.stands()) {
      return Optional.of(DayReason.ENTERED_IN_ERROR);
    }
    if (reading.entry() == EntryMethod.MANUAL) {
      return Optional.of(DayReason.MANUAL_EXCLUDED);
    }
    if (!hasValue(reading)) {
      return Optional.of(DayReason.INVALID_VALUE);
    }
    return switch (reading.measuredAt().quality()) {
      case RECEIPT_TIME, ESTIMATED -> Optional.of(DayReason.TIME_UNCONFIRMED);
      case SUSPECT -> Optional.of(DayReason.CLOCK_SUSPECT);
      case DEVICE, VENDOR, REPAIRED -> Optional.empty();
    };
  }

  private static boolean hasValue(Reading reading) {
    return reading.pulse().isPresent()
        || reading.bloodPressure().filter(DataDays::valid).isPresent();
  }

  private static boolean valid(BloodPressure pressure) {
    return pressure.systolic().signum() > 0 && pressure.diastolic().signum() > 0;
  }

  private static Optional<DayReason> outside(LocalDate date, DayGates gates) {
    if (gates.orderedOn().filter(date::isBefore).isPresent()) {
      return Optional.of(DayReason.NO_ORDER);
    }
    boolean beforeConsent = gates.consentOn().filter(date::isBefore).isPresent();
    boolean withdrawn = gates.consentWithdrawnOn().filter(w -> !date.isBefore(w)).isPresent();
    if (beforeConsent || withdrawn) {
      return Optional.of(DayReason.NO_CONSENT);
    }
    if (gates.endedOn().filter(date::isAfter).isPresent()) {
      return Optional.of(DayReason.NOT_ENROLLED);
    }
    if (gates.paused().stream().anyMatch(p -> p.contains(date))) {
      return Optional.of(DayReason.PAUSED);
    }
    return gates.facilityStays().stream().anyMatch(s -> s.contains(date))
        ? Optional.of(DayReason.INPATIENT_OVERLAP)
        : Optional.empty();
  }

  private static DayVerdict byDevice(
      Reading reading, LocalDate date, DayGates gates, DayLimits limits) {
    List<RegulatoryStatus> statuses =
        gates.devices().stream()
            .filter(d -> d.covers(reading))
            .map(AssignedDevice::status)
            .toList();
    if (statuses.isEmpty()) {
      return new Excluded(date, DayReason.NOT_ASSIGNED);
    }
    if (statuses.contains(RegulatoryStatus.NONE)) {
      return new Excluded(date, DayReason.NON_FDA_DEVICE);
    }
    if (!reading.counted()) {
      return new Excluded(date, DayReason.NOT_COUNTED_AT_INTAKE);
    }
    if (gates.orderedOn().isEmpty()) {
      return new Held(date, DayReason.NO_ORDER);
    }
    if (gates.consentOn().isEmpty()) {
      return new Held(date, DayReason.NO_CONSENT);
    }
    if (statuses.contains(RegulatoryStatus.UNKNOWN)) {
      return new Held(date, DayReason.DEVICE_STATUS_UNKNOWN);
    }
    return new Counts(
        date, reading.receivedAt().isAfter(reading.measuredAt().instant().plus(limits.batchLag())));
  }

  /** What makes two readings the same measurement (R12); equal numbers of another scale are. */
  private record Measurement(Object device, Instant at, List<Object> values) {
    static Measurement of(Reading reading) {
      List<Object> values = new ArrayList<>();
      reading
          .bloodPressure()
          .ifPresent(p -> {
            values.add(p.systolic().stripTrailingZeros());
            values.add(p.diastolic().stripTrailingZeros());
          });
      values.add(reading.pulse().map(p -> (Object) p.stripTrailingZeros()).orElse("no pulse"));
      return new Measurement(reading.device(), reading.measuredAt().instant(), List.copyOf(values));
    }
  }
}
