package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.web.DeterminationSource.CareMonth;
import dev.cuffline.gateway.web.DeterminationSource.Clocks;
import dev.cuffline.gateway.web.DeterminationSource.DevicePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;

/**
 * A patient's two clocks of today, side by side and never mixed.
 *
 * @param device of the period that holds today, else of the last one
 * @param care of the month of today
 * @param nothing why there is no strip, for whoever sees none
 */
public record TwoClocks(Optional<DeviceStrip> device, Optional<CareBar> care, String nothing) {
  private static final String NOT_ENROLLED = "Not enrolled, or without a known payer profile";
  private static final String NOT_BEGUN = "Begins with the first reading that counts";

  /**
   * The clocks as of an instant.
   *
   * @param home the patient's zone, of the device clock's dates
   * @param office the practice's zone, of the management clock's months
   */
  public static TwoClocks of(Optional<Clocks> clocks, Instant now, ZoneId home, ZoneId office) {
    if (clocks.isEmpty()) {
      return new TwoClocks(Optional.empty(), Optional.empty(), NOT_ENROLLED);
    }
    LocalDate today = LocalDate.ofInstant(now, home);
    YearMonth month = YearMonth.from(LocalDate.ofInstant(now, office));
    return new TwoClocks(
        current(clocks.get(), today).map(period -> DeviceStrip.of(period, today)),
        clocks.get().careMonths().stream()
            .filter(candidate -> candidate.month().equals(month))
            .findFirst()
            .map(CareBar::of),
        NOT_BEGUN);
  }

  /** The period that holds a date; when none does, the last that began before it. */
  public static Optional<DevicePeriod> current(Clocks clocks, LocalDate today) {
    return clocks.devicePeriods().stream()
        .filter(period -> !period.from().isAfter(today))
        .max(Comparator.comparing(DevicePeriod::from));
  }

  /** Seconds counted in the month of an instant, for sorting. */
  public static long seconds(Clocks clocks, YearMonth month) {
    return clocks.careMonths().stream()
        .filter(candidate -> candidate.month().equals(month))
        .mapToLong(CareMonth::countedSeconds)
        .sum();
  }
}
