package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.HomeZone;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What judging needs to know of devices, with a cache for intake.
 *
 * <p>Only transactions of the one writer may ask {@link #find}: they follow one upon the other, so
 * the cache never meets a row that is not committed. A command's own transaction goes past the
 * cache, and what the command touched is forgotten at its end, whether it commits or not. Anybody
 * else uses {@link #read}, which never looks at the cache.
 */
public final class DeviceDirectory {
  private static final int DEVICES = 131_072;

  private static final int STRANGERS = 8_192;

  private final Map<Name, DeviceId> byKey = bounded(DEVICES);
  private final Map<Name, DeviceRecord> byId = bounded(DEVICES);

  /**
   * Names that no device has; a hub that only passes on what cuffs say has one with each message.
   */
  private final Map<Name, Boolean> strangers = bounded(STRANGERS);

  /** Of the few senders that have one; empty until somebody asks, and after a change. */
  private Optional<Map<Name, List<SourceClock>>> clocks = Optional.empty();

  private boolean command;

  private record Name(PracticeId practice, String text) {}

  /** An empty cache. */
  public DeviceDirectory() {}

  private static <V> Map<Name, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Name, V> eldest) {
        return size() > most;
      }
    };
  }

  /** The device that calls itself so, as one of the writer's transactions sees it. */
  public synchronized Optional<DeviceRecord> find(Session tx, PracticeId practice, DeviceKey key)
      throws SQLException {
    if (command) {
      return read(tx, practice, key);
    }
    Name name = new Name(practice, key.text());
    DeviceId id = byKey.get(name);
    if (id != null) {
      return find(tx, practice, id);
    }
    if (strangers.get(name) != null) {
      return Optional.empty();
    }
    Optional<DeviceId> found = DeviceTable.byKey(tx, practice, key);
    if (found.isEmpty()) {
      if (tx.isAlone()) {
        strangers.put(name, true);
      }
      return Optional.empty();
    }
    byKey.put(name, found.get());
    return find(tx, practice, found.get());
  }

  /**
   * The device that calls itself so, if the cache knows it, as it was a moment ago: for work done
   * ahead of a transaction, which must ask {@link #find} again.
   */
  public synchronized Optional<DeviceRecord> peek(PracticeId practice, DeviceKey key) {
    DeviceId id = byKey.get(new Name(practice, key.text()));
    return id == null
        ? Optional.empty()
        : Optional.ofNullable(byId.get(new Name(practice, id.value())));
  }

  /** The device with this id, as one of the writer's transactions sees it. */
  public synchronized Optional<DeviceRecord> find(Session tx, PracticeId practice, DeviceId id)
      throws SQLException {
    if (command) {
      return read(tx, practice, id);
    }
    Name name = new Name(practice, id.value());
    DeviceRecord cached = byId.get(name);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<DeviceRecord> found = read(tx, practice, id);
    found.ifPresent(device -> byId.put(name, device));
    return found;
  }

  /** The device that calls itself so, read from the tables; in any session. */
  public static Optional<DeviceRecord> read(Session session, PracticeId practice, DeviceKey key)
      throws SQLException {
    Optional<DeviceId> id = DeviceTable.byKey(session, practice, key);
    return id.isEmpty() ? Optional.empty() : read(session, practice, id.get());
  }

  /**
   * How the times of a sender are to be read, as one of the writer's transactions sees it; empty
   * for almost every sender.
   *
   * @param judgedAt as of when
   */
  public synchronized Optional<SourceClock> clock(
      Session tx, PracticeId practice, String source, Instant judgedAt) throws SQLException {
    Map<Name, List<SourceClock>> known =
        clocks.isPresent() && !command && tx.isAlone() ? clocks.get() : readClocks(tx);
    List<SourceClock> own = known.getOrDefault(new Name(practice, source), List.of());
    return own.reversed().stream().filter(clock -> !clock.from().isAfter(judgedAt)).findFirst();
  }

  private Map<Name, List<SourceClock>> readClocks(Session tx) throws SQLException {
    Map<Name, List<SourceClock>> all = new HashMap<>();
    for (SourceClockTable.Named named : SourceClockTable.all(tx)) {
      all.computeIfAbsent(
              new Name(named.practice(), named.clock().source()), _ -> new ArrayList<>())
          .add(named.clock());
    }
    if (!command && tx.isAlone()) {
      clocks = Optional.of(all);
    }
    return all;
  }

  /** The device with this id, read from the tables; in any session. */
  public static Optional<DeviceRecord> read(Session session, PracticeId practice, DeviceId id)
      throws SQLException {
    Optional<Device> device = DeviceTable.find(session, practice, id);
    if (device.isEmpty()) {
      return Optional.empty();
    }
    List<Assignment> assignments = new ArrayList<>();
    Map<PatientId, ZoneId> zones = new HashMap<>();
    for (DeviceAssignment held : AssignmentTable.ofDevice(session, practice, id)) {
      ZoneId zone = zones.get(held.patient());
      if (zone == null) {
        zone = HomeZone.of(session, practice, held.patient()).orElseThrow();
        zones.put(held.patient(), zone);
      }
      assignments.add(new Assignment(held.slot(), held.patient(), zone, held.from(), held.to()));
    }
    return Optional.of(
        new DeviceRecord(
            id,
            practice,
            device.get().regulatoryStatus(),
            device.get().manufacturer(),
            device.get().model(),
            assignments,
            device.get().keys().size() > 1 || haveOthers(session, practice, id, zones.keySet())));
  }

  private static boolean haveOthers(
      Session session, PracticeId practice, DeviceId id, Set<PatientId> holders)
      throws SQLException {
    for (PatientId holder : holders) {
      for (DeviceAssignment held : AssignmentTable.ofPatient(session, practice, holder)) {
        if (!held.device().equals(id)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A command's transaction begins: from now on, past the cache. */
  synchronized void beginCommand() {
    command = true;
  }

  /** The last step of a command's transaction, before its commit or after its failure. */
  synchronized void endCommand(PracticeId practice, Set<DeviceId> touched, boolean clocksTouched) {
    command = false;
    strangers.clear();
    if (clocksTouched) {
      clocks = Optional.empty();
    }
    if (touched.isEmpty()) {
      return;
    }
    for (DeviceId device : touched) {
      byId.remove(new Name(practice, device.value()));
    }
    byKey
        .entrySet()
        .removeIf(entry ->
            entry.getKey().practice().equals(practice) && touched.contains(entry.getValue()));
  }
}
