package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.Gauge;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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

  /** A device has sent an item, whatever became of it. */
  static void heard(
      Session session, ItemProcessor.Arrival arrival, DeviceId device, DecodedItem item)
      throws SQLException {
    Map<Key, Known> known = session.kept(Kept.class, Kept::new).known;
    Key key = new Key(arrival.practice(), device);
    Instant at = arrival.transmission().receivedAt();
    Map<Gauge, Integer> gauges = item.state().gauges();
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
