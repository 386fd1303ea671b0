package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.DeviceFacts;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A cuff as the store has it, for destinations.
 *
 * @param changedAt when it became so; the version of what is sent
 */
record SentDevice(DeviceFacts facts, long changedAt) {
  /** Empty when it is not there. */
  static Optional<SentDevice> find(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    // Which of them are addresses is no question for the store: asked by the beginning of a key, it
    // looks through the keys of the whole practice.
    List<DeviceFacts.DeviceIdentifier> addresses =
        session
            .list(
                "SELECT device_key FROM device_key WHERE practice_id = ? AND device_id = ?",
                row -> DeviceKey.parse(row.text("device_key")),
                practice,
                device)
            .stream()
            .filter(key -> key.kind().equals("ble"))
            .map(key -> key.value().replace(':', '-'))
            .sorted()
            .map(address -> new DeviceFacts.DeviceIdentifier(DeviceFacts.BLUETOOTH, address))
            .toList();
    long retiredAt = retiredAt(session, practice, device);
    return session.first(
        "SELECT * FROM device WHERE practice_id = ? AND id = ?",
        row ->
            new SentDevice(
                new DeviceFacts(
                    device,
                    row.text("manufacturer"),
                    row.text("model"),
                    addresses,
                    row.optionalText("udi"),
                    retiredAt == 0),
                Math.max(row.number("authored_at"), retiredAt)),
        practice,
        device);
  }

  /** In the store's unit; 0 while it is in use. */
  private static long retiredAt(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    return session
        .first(
            """
            SELECT kind, at FROM device_event WHERE practice_id = ? AND device_id = ?
            ORDER BY at DESC, id DESC LIMIT 1
            """,
            row -> row.text("kind").equals("RETIRED") ? row.number("at") : 0L,
            practice,
            device)
        .orElse(0L);
  }

  /**
   * The login of the hub that read a BLE cuff; empty where the cuff sends by itself, or by a
   * vendor's cloud.
   */
  static Optional<String> hubOf(Session session, StoredReading stored) throws SQLException {
    return session.first(
        """
        SELECT source FROM item
        WHERE transmission_id = ? AND item_no = ? AND device_key LIKE 'ble:%' AND source <> ?
        """,
        row -> row.text("source"),
        stored.transmissionId(),
        stored.itemNo(),
        stored.reading().device());
  }
}
