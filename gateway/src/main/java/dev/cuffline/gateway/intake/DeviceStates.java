package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.WireTime;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.TimeQuality;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * When a device was last heard, and what it said of itself. Written seldom: a device that measures
 * and says nothing new costs one row in a quarter of an hour at most.
 */
final class DeviceStates {
  private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(15);
  private static final int REMEMBERED = 200_000;
  private static final Reason NO_VALUE = Reason.of("no-value");
  private static final Reason IMPLAUSIBLE = Reason.of("value-implausible");

  private DeviceStates() {}

  private record Key(PracticeId practice, DeviceId device) {}

  private record Known(Instant seenAt, Map<Gauge, Integer> gauges) {}

  /** What the transactions before this one have written. */
  private static final class Kept {
    private final Map<Key, Known> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > REMEMBERED;
          }
        };
  }

  /**
   * A device has sent an item, whatever became of it.
   *
   * @param zone of its wall time, if anybody knows it
   */
  static void heard(
      Session session,
      ItemProcessor.Arrival arrival,
      DeviceId device,
      DecodedItem item,
      Judged judged,
      Optional<ZoneId> zone)
      throws SQLException {
    Optional<Reason> fault = arrival.isAgain() ? Optional.empty() : fault(item, judged);
    if (fault.isPresent()) {
      count(session, arrival, device, fault.get());
    }
    Map<Key, Known> known = session.kept(Kept.class, Kept::new).known;
    Key key = new Key(arrival.practice(), device);
    Instant at = arrival.transmission().receivedAt();
    Map<Gauge, Integer> gauges = gauges(item, zone);
    Known before = known.get(key);
    boolean nothingNew =
        before != null
            && at.isBefore(before.seenAt().plus(OFTEN_ENOUGH))
            && (gauges.isEmpty() || gauges.equals(before.gauges()));
    if (nothingNew) {
      return;
    }
    save(session, key, arrival, gauges);
    known.put(key, new Known(at, gauges.isEmpty() && before != null ? before.gauges() : gauges));
  }

  private static Map<Gauge, Integer> gauges(DecodedItem item, Optional<ZoneId> zone) {
    Map<Gauge, Integer> said = item.state().gauges();
    if (zone.isPresent()
        && item instanceof Measurement measurement
        && measurement.time() instanceof WireTime.Repairable clocks) {
      long ahead =
          Duration.between(clocks.hubNow(), clocks.cuffNow().atZone(zone.get())).toSeconds();
      if (Gauge.CLOCK_OFFSET_SECONDS.holds(ahead)) {
        Map<Gauge, Integer> all = new EnumMap<>(Gauge.class);
        all.putAll(said);
        all.put(Gauge.CLOCK_OFFSET_SECONDS, Math.toIntExact(ahead));
        return all;
      }
    }
    return said;
  }

  /** What is wrong with the device itself; whose it is and when it came is no fault of its. */
  private static Optional<Reason> fault(DecodedItem item, Judged judged) {
    return switch (item) {
      case DecodedItem.Malformed malformed -> malformed.reasons().stream().findFirst();
      case DecodedItem.Telemetry telemetry ->
          telemetry.reasons().stream().filter(NO_VALUE::equals).findFirst();
      case Measurement measurement when !measurement.plausible() -> Optional.of(IMPLAUSIBLE);
      case Measurement _ ->
          judged.measuredAt().filter(at -> at.quality() == TimeQuality.SUSPECT).isPresent()
              ? judged.reasons().stream()
                  .filter(reason -> reason.code().startsWith("clock-"))
                  .findFirst()
              : Optional.empty();
      case DecodedItem.Irrelevant _, DecodedItem.Parked _ -> Optional.empty();
    };
  }

  private static void count(
      Session session, ItemProcessor.Arrival arrival, DeviceId device, Reason fault)
      throws SQLException {
    session.update(
        """
        INSERT INTO device_fault (practice_id, device_id, reason, times, last_at)
        VALUES (?, ?, ?, 1, ?)
        ON CONFLICT (practice_id, device_id, reason) DO UPDATE SET
          times = device_fault.times + 1,
          last_at = CASE WHEN excluded.last_at > device_fault.last_at
            THEN excluded.last_at ELSE device_fault.last_at END
        """,
        arrival.practice(),
        device,
        fault.code(),
        arrival.transmission().receivedAt());
  }

  private static void save(
      Session session, Key key, ItemProcessor.Arrival arrival, Map<Gauge, Integer> gauges)
      throws SQLException {
    Instant at = arrival.transmission().receivedAt();
    Optional<Instant> saidAt = gauges.isEmpty() ? Optional.empty() : Optional.of(at);
    session.update(
        """
        INSERT INTO device_state (practice_id, device_id, seen_at, source, format, gauges,
          battery_percent, gauges_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (practice_id, device_id) DO UPDATE SET
          source = CASE WHEN excluded.seen_at >= device_state.seen_at
            THEN excluded.source ELSE device_state.source END,
          format = CASE WHEN excluded.seen_at >= device_state.seen_at
            THEN excluded.format ELSE device_state.format END,
          gauges = CASE WHEN excluded.gauges_at >= COALESCE(device_state.gauges_at, 0)
            THEN excluded.gauges ELSE device_state.gauges END,
          battery_percent = CASE WHEN excluded.gauges_at >= COALESCE(device_state.gauges_at, 0)
            THEN COALESCE(excluded.battery_percent, device_state.battery_percent)
            ELSE device_state.battery_percent END,
          gauges_at = CASE WHEN excluded.gauges_at >= COALESCE(device_state.gauges_at, 0)
            THEN excluded.gauges_at ELSE device_state.gauges_at END,
          seen_at = CASE WHEN excluded.seen_at >= device_state.seen_at
            THEN excluded.seen_at ELSE device_state.seen_at END
        WHERE excluded.seen_at >= device_state.seen_at + ?
          OR (excluded.gauges_at IS NOT NULL AND excluded.gauges <> device_state.gauges)
        """,
        key.practice(),
        key.device(),
        at,
        arrival.transmission().source(),
        arrival.transmission().format(),
        json(gauges),
        Optional.ofNullable(gauges.get(Gauge.BATTERY_PERCENT)),
        saidAt,
        TimeUnit.NANOSECONDS.toMicros(OFTEN_ENOUGH.toNanos()));
  }

  /** Whole numbers by names of our own: nothing needs escaping. */
  private static String json(Map<Gauge, Integer> gauges) {
    return new TreeMap<>(gauges)
        .entrySet().stream()
            .map(gauge -> "\"" + gauge.getKey().key() + "\":" + gauge.getValue())
            .collect(Collectors.joining(",", "{", "}"));
  }
}
