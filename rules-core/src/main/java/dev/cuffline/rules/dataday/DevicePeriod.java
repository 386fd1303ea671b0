package dev.cuffline.rules.dataday;

import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.ReadingId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One device period and its data-days. 16 in the names stands for {@link DayLimits#targetDays}.
 *
 * @param range first and last date, inclusive, in the patient's home zone
 * @param dataDays in order of date, one per date
 * @param held readings that would count once a person supplies what is missing, by measured time
 * @param excluded readings that do not count, by measured time
 * @param state running, in grace or closed at the instant of the question
 * @param closesAt the instant from which it is closed
 * @param cutShort it ended early, by death or discharge (D54)
 * @param daysLeft dates that can still become data-days; today counts while it is none
 * @param reachable16 whether data-days so far and days left can make the target
 * @param lastDateToReach16 the last date from which a reading on every date still makes the target;
 *     empty when it is made already or out of reach
 */
public record DevicePeriod(
    DateRange range,
    List<DataDay> dataDays,
    List<NotCounted> held,
    List<NotCounted> excluded,
    PeriodState state,
    Instant closesAt,
    boolean cutShort,
    int daysLeft,
    boolean reachable16,
    Optional<LocalDate> lastDateToReach16) {
  /** Copies the lists. */
  public DevicePeriod {
    dataDays = List.copyOf(dataDays);
    held = List.copyOf(held);
    excluded = List.copyOf(excluded);
  }

  /** Number of data-days. */
  public int days() {
    return dataDays.size();
  }

  /** Dates that only held readings would add. */
  public Set<LocalDate> heldDates() {
    return datesBeyondCounted(held);
  }

  /** The readings that count, by date, and after them the first held one of each date it adds. */
  public List<ReadingId> countedAndHeld() {
    List<ReadingId> readings = new ArrayList<>(dataDays.stream().map(DataDay::reading).toList());
    for (LocalDate date : heldDates()) {
      held.stream()
          .filter(reading -> reading.date().equals(date))
          .map(NotCounted::reading)
          .findFirst()
          .ifPresent(readings::add);
    }
    return readings;
  }

  /** Dates that only readings received after the close would add (R17). */
  public Set<LocalDate> lateDates() {
    return datesBeyondCounted(
        excluded.stream().filter(e -> e.reason() == DayReason.RECEIVED_AFTER_CLOSE).toList());
  }

  private Set<LocalDate> datesBeyondCounted(List<NotCounted> readings) {
    Set<LocalDate> counted = dataDays.stream().map(DataDay::date).collect(Collectors.toSet());
    return readings.stream()
        .map(NotCounted::date)
        .filter(date -> !counted.contains(date))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
