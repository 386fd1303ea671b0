package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves readings when a person says that a device was in other hands (devices.md 6, problems 10 and
 * 11): taken away from the one patient, judged again from their bytes as of now, and so given to
 * the other or put into quarantine. A person has released them, as it were: what is old by now is
 * listed and pages nobody.
 */
final class Moves {
  private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

  private final Journal journal;
  private final Judging judging;
  private final Supplier<Instant> clock;

  Moves(Journal journal, Judging judging, Supplier<Instant> clock) {
    this.journal = journal;
    this.judging = judging;
    this.clock = clock;
  }

  /** An item that says a reading: for the first time, again, or otherwise. */
  private record Saying(String transmission, int itemNo) {
    static Saying of(Row row) throws SQLException {
      return new Saying(row.text("transmission_id"), Math.toIntExact(row.number("item_no")));
    }
  }

  /** The readings of a device that are a patient's and would not be so today. */
  void move(Session session, PracticeId practice, DeviceId device, PatientId holder)
      throws SQLException {
    List<StoredReading> readings = Readings.ofDevice(session, practice, holder, device);
    Optional<DeviceRecord> record = judging.device(session, practice, device);
    for (StoredReading reading : readings) {
      // One that its vendor has changed may have had other times, in other hands.
      boolean stands =
          record.isPresent()
              && judging.stillStands(record.get(), reading)
              && Readings.revision(session, reading.reading().id()).isEmpty();
      if (!stands) {
        move(session, reading);
      }
    }
  }

  /** All or nothing: one that cannot be judged again stays where it is and forbids no command. */
  private void move(Session session, StoredReading reading) throws SQLException {
    try {
      session.part(part -> {
        List<Saying> sayings = sayings(part, reading);
        List<JournalEntry> entries = new ArrayList<>();
        for (Saying saying : sayings) {
          entries.add(
              journal
                  .find(saying.transmission())
                  .orElseThrow(() -> new IllegalStateException("its bytes are not kept any more")));
        }
        judging.retract(part, reading, clock.get());
        for (int i = 0; i < sayings.size(); i++) {
          judging.release(part, entries.get(i), sayings.get(i).itemNo(), clock.get());
        }
        return sayings.size();
      });
    } catch (RuntimeException fault) {
      LOG.atError()
          .addKeyValue("transmission", reading.transmissionId())
          .addKeyValue("item", reading.itemNo())
          .setCause(fault)
          .log("a reading could not be judged again; it stays with its patient");
    }
  }

  /** In the order in which they arrived. */
  private static List<Saying> sayings(Session session, StoredReading reading) throws SQLException {
    ReadingId id = reading.reading().id();
    return session.list(
        """
        SELECT transmission_id, item_no, position FROM item
        WHERE transmission_id = ? AND item_no = ?
        UNION
        SELECT transmission_id, item_no, position FROM item
        WHERE reading_id = ? AND disposition IN ('duplicate', 'amend')
        ORDER BY position, item_no
        """,
        Saying::of,
        reading.transmissionId(),
        reading.itemNo(),
        id);
  }
}
