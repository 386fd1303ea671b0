package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The table of items: what became of every record of every transmission. */
final class ItemRows {
  private static final String UPSERT =
      """
      INSERT INTO item (transmission_id, item_no, practice_id, position, received_at, judged_at,
        source, transport, format, format_version, disposition, reasons, detail, device_key,
        device_id, patient_id, reading_id, measured_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (transmission_id, item_no) DO UPDATE SET judged_at = excluded.judged_at,
        format_version = excluded.format_version, disposition = excluded.disposition,
        reasons = excluded.reasons, detail = excluded.detail, device_key = excluded.device_key,
        device_id = excluded.device_id, patient_id = excluded.patient_id,
        reading_id = excluded.reading_id, measured_at = excluded.measured_at
      """;

  private ItemRows() {}

  /** How it ended after deduplication, beside what the judge said. */
  record Verdict(Disposition disposition, List<Reason> reasons, Judged judged) {}

  /** Writes an item, or what became of it when it is judged again. */
  static void save(
      Session session,
      ItemProcessor.Arrival arrival,
      Verdict verdict,
      DecodedItem item,
      DeviceKey key,
      Optional<DeviceRecord> device,
      Optional<String> readingId)
      throws SQLException {
    Transmission transmission = arrival.transmission();
    session.update(
        UPSERT,
        transmission.id(),
        arrival.itemNo(),
        transmission.practice(),
        arrival.entry().position(),
        transmission.receivedAt(),
        arrival.judgedAt(),
        transmission.source(),
        transmission.transport().code(),
        transmission.format(),
        arrival.formatVersion(),
        verdict.disposition().code(),
        JsonList.of(new LinkedHashSet<>(verdict.reasons())),
        item instanceof DecodedItem.Malformed malformed ? malformed.detail() : "",
        key.text(),
        device.map(DeviceRecord::id),
        verdict.judged().owner().map(Judged.Owner::patient),
        readingId,
        verdict.judged().measuredAt().map(measured -> measured.instant()));
  }
}
