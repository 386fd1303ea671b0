package dev.cuffline.rules.trend;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Readings taken together.
 *
 * @param readings oldest first, each at most the session gap after the one before; not empty
 * @param means per measure that at least one reading has
 */
record Session(List<Placed> readings, Map<Measure, Mean> means) {
  static List<Session> of(List<Placed> readings, Duration gap) {
    List<Session> sessions = new ArrayList<>();
    List<Placed> together = new ArrayList<>();
    for (Placed placed : readings) {
      if (!together.isEmpty() && placed.at().isAfter(together.getLast().at().plus(gap))) {
        sessions.add(of(together));
        together.clear();
      }
      together.add(placed);
    }
    if (!together.isEmpty()) {
      sessions.add(of(together));
    }
    return sessions;
  }

  private static Session of(List<Placed> together) {
    Map<Measure, Mean> means = new EnumMap<>(Measure.class);
    for (Placed placed : together) {
      for (Measure measure : Measure.values()) {
        Optional<BigDecimal> value = placed.vitals().get(measure);
        value.ifPresent(number ->
            means.merge(measure, Mean.NONE.plus(number), (mean, one) -> mean.plus(number)));
      }
    }
    return new Session(List.copyOf(together), Map.copyOf(means));
  }

  Instant end() {
    return readings.getLast().at();
  }

  /** The reading whose arrival completed it. */
  Placed completedBy() {
    return readings.stream().max(Placed.BY_ARRIVAL).orElseThrow();
  }

  static Comparator<Session> byArrival() {
    return Comparator.comparing(Session::completedBy, Placed.BY_ARRIVAL);
  }

  boolean meets(Threshold limit) {
    Mean mean = means.get(limit.measure());
    return mean != null && limit.isMetBy(mean);
  }

  boolean meetsAny(List<Threshold> limits) {
    return limits.stream().anyMatch(this::meets);
  }

  /** Whether its average is above that of an earlier one by a limit. */
  boolean rises(Session earlier, Threshold limit) {
    Mean newer = means.get(limit.measure());
    Mean older = earlier.means.get(limit.measure());
    return newer != null && older != null && limit.isMetByRise(newer, older);
  }

  String spoken(Measure measure) {
    Mean mean = means.get(measure);
    return mean == null ? "–" : mean.spoken();
  }
}
