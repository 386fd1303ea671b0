package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code device} and {@code device_key}. */
final class DeviceTable {
  private DeviceTable() {}

  /**
   * Saves a device.
   *
   * @param login whether it gets a login of its own, if it has none yet
   */
  static RegisteredDevice save(Change change, Device given, boolean login, Mode mode)
      throws SQLException {
    Session session = change.session();
    PracticeTable.require(session, change.practice());
    Optional<SourceTable.Login> known = SourceTable.find(session, given.id().value());
    boolean ours = known.filter(it -> it.practice().equals(change.practice())).isPresent();
    Device device = login || ours ? knownByItsLogin(given) : given;
    requireFree(session, change.practice(), device);
    Optional<Device> before = find(session, change.practice(), device.id());
    Saved saved = Decision.of(change, "device", device.id().value(), before, device, mode);
    if (saved != Saved.UNCHANGED) {
      write(change, device);
      change.touch(device.id());
    }
    Optional<IssuedSecret> secret =
        login && !ours
            ? Optional.of(SourceTable.create(change, device.id().value()))
            : Optional.empty();
    return new RegisteredDevice(device, saved, secret);
  }

  private static Device knownByItsLogin(Device device) {
    DeviceKey login = DeviceKey.source(device.id().value());
    if (device.keys().contains(login)) {
      return device;
    }
    List<DeviceKey> keys = new ArrayList<>(device.keys());
    keys.add(login);
    return new Device(
        device.id(),
        keys,
        device.format(),
        device.regulatoryStatus(),
        device.manufacturer(),
        device.model(),
        device.label());
  }

  private static void requireFree(Session session, PracticeId practice, Device device)
      throws SQLException {
    for (DeviceKey key : device.keys()) {
      Optional<DeviceId> holder = byKey(session, practice, key);
      if (holder.isPresent() && !holder.get().equals(device.id())) {
        throw RefusedException.conflict(
            "keys", "device " + holder.get() + " has one of these keys (" + key.kind() + ")");
      }
    }
  }

  private static void write(Change change, Device device) throws SQLException {
    Session session = change.session();
    session.update(
        "INSERT INTO device (practice_id, id, format, regulatory_status, manufacturer, model,"
            + " cuff_size, udi, clearance, actor, authored_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (practice_id, id) DO UPDATE SET format = excluded.format,"
            + " regulatory_status = excluded.regulatory_status,"
            + " manufacturer = excluded.manufacturer, model = excluded.model,"
            + " cuff_size = excluded.cuff_size, udi = excluded.udi,"
            + " clearance = excluded.clearance,"
            + " actor = excluded.actor, authored_at = excluded.authored_at",
        change.practice(),
        device.id(),
        device.format(),
        device.regulatoryStatus(),
        device.manufacturer(),
        device.model(),
        device.label().cuffSize(),
        device.label().udi(),
        device.label().clearance(),
        change.actor(),
        change.at());
    session.update(
        "DELETE FROM device_key WHERE practice_id = ? AND device_id = ?",
        change.practice(),
        device.id());
    for (DeviceKey key : device.keys()) {
      session.update(
          "INSERT INTO device_key (practice_id, device_key, device_id) VALUES (?, ?, ?)",
          change.practice(),
          key.text(),
          device.id());
    }
  }

  static void require(Session session, PracticeId practice, DeviceId id) throws SQLException {
    if (find(session, practice, id).isEmpty()) {
      throw RefusedException.unknown("device", "device", id.value());
    }
  }

  static Optional<DeviceId> byKey(Session session, PracticeId practice, DeviceKey key)
      throws SQLException {
    return session.first(
        "SELECT device_id FROM device_key WHERE practice_id = ? AND device_key = ?",
        row -> new DeviceId(row.text("device_id")),
        practice,
        key.text());
  }

  static Optional<Device> find(Session session, PracticeId practice, DeviceId id)
      throws SQLException {
    List<DeviceKey> keys = keys(session, practice, id);
    return session.first(
        "SELECT * FROM device WHERE practice_id = ? AND id = ?",
        row -> read(row, keys),
        practice,
        id);
  }

  static List<Device> list(Session session, PracticeId practice, Page page) throws SQLException {
    List<DeviceId> ids =
        session.list(
            "SELECT id FROM device WHERE practice_id = ? AND id > ? ORDER BY id LIMIT ?",
            row -> new DeviceId(row.text("id")),
            practice,
            page.after(),
            page.limit());
    List<Device> devices = new ArrayList<>();
    for (DeviceId id : ids) {
      find(session, practice, id).ifPresent(devices::add);
    }
    return devices;
  }

  private static List<DeviceKey> keys(Session session, PracticeId practice, DeviceId id)
      throws SQLException {
    return session.list(
        "SELECT device_key FROM device_key WHERE practice_id = ? AND device_id = ?",
        row -> DeviceKey.parse(row.text("device_key")),
        practice,
        id);
  }

  private static Device read(Row row, List<DeviceKey> keys) throws SQLException {
    return new Device(
        new DeviceId(row.text("id")),
        keys,
        row.text("format"),
        RegulatoryStatus.valueOf(row.text("regulatory_status")),
        row.text("manufacturer"),
        row.text("model"),
        new Label(
            row.optionalText("cuff_size").map(CuffSize::valueOf),
            row.optionalText("udi"),
            row.optionalText("clearance")));
  }
}
