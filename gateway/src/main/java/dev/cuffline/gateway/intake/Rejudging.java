package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.alerting.UnattributedAlerts;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.AlertActions;
import dev.cuffline.gateway.registry.RegistryListener;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.QuarantineDesk;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges again what a person's command has changed, inside that command's transaction: items in
 * quarantine are released by themselves once their device is known and assigned, and readings go
 * with their device to whom it belongs ({@link Moves}).
 */
public final class Rejudging implements RegistryListener, AlertActions {
  private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);

  private final Journal journal;
  private final Judging judging;
  private final Clock clock;
  private final IntakeMetrics metrics;
  private final Moves moves;
  private Instant last = Instant.EPOCH;

  /** Reads the bytes of quarantined items from this journal. */
  public Rejudging(Journal journal, Judging judging, Clock clock, IntakeMetrics metrics) {
    this.journal = journal;
    this.judging = judging;
    this.clock = clock;
    this.metrics = metrics;
    this.moves = new Moves(journal, judging, this::instant);
  }

  /** Later than the one before: by their instants a replay finds the order of judging again. */
  private Instant instant() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
    return last;
  }

  /**
   * An item to be judged again.
   *
   * @param whole it stands for all items of a transmission that could not be judged, or not be read
   */
  private record Quarantined(String transmission, int itemNo, boolean whole) {
    static Quarantined of(Row row) throws SQLException {
      return new Quarantined(
          row.text("transmission_id"),
          Math.toIntExact(row.number("item_no")),
          JsonList.read(row.text("reasons")).contains(Judging.FAILED.toString())
              || row.text("disposition").equals(Disposition.REJECT.code()));
    }
  }

  @Override
  public void deviceChanged(
      Session session, PracticeId practice, DeviceId device, Set<PatientId> holders)
      throws SQLException {
    for (PatientId holder : holders) {
      moves.move(session, practice, device, holder);
    }
    List<Quarantined> items =
        session.list(
            """
            SELECT i.transmission_id, i.item_no, i.reasons, i.disposition FROM item i
            JOIN device_key k ON k.practice_id = i.practice_id AND k.device_key = i.device_key
            WHERE i.practice_id = ? AND k.device_id = ? AND i.disposition = 'quarantine'
            ORDER BY i.transmission_id, i.item_no
            """,
            Quarantined::of,
            practice,
            device);
    for (Quarantined item : items) {
      count(release(session, item));
    }
    rebuildHolders(session, practice, device);
  }

  @Override
  public void clockChanged(Session session, PracticeId practice, String source)
      throws SQLException {
    List<Quarantined> items =
        session.list(
            """
            SELECT transmission_id, item_no, reasons, disposition FROM item
            WHERE practice_id = ? AND source = ? AND disposition = 'quarantine'
            ORDER BY transmission_id, item_no
            """,
            Quarantined::of,
            practice,
            source);
    for (Quarantined item : items) {
      count(release(session, item));
    }
  }

  /**
   * Judges one item again because a person asks for it: one in quarantine, or one that was rejected
   * before its format was mended.
   *
   * @return what became of it, and of those that it stood for; empty when it is neither
   */
  List<Disposition> replay(Session session, PracticeId practice, QuarantineDesk.Place place)
      throws SQLException {
    Optional<Quarantined> item =
        session.first(
            """
            SELECT transmission_id, item_no, reasons, disposition FROM item
            WHERE transmission_id = ? AND item_no = ? AND practice_id = ?
              AND disposition IN ('quarantine', 'reject')
            """,
            Quarantined::of,
            place.transmission(),
            place.item(),
            practice);
    if (item.isEmpty()) {
      return List.of();
    }
    List<Disposition> ended = release(session, item.get());
    if (ended.isEmpty()) {
      return List.of(Disposition.QUARANTINE);
    }
    count(ended);
    return ended;
  }

  /** An item as it is read now; empty when it is not there, or cannot be read at all. */
  Optional<DecodedItem> decoded(Session session, JournalEntry entry, int itemNo)
      throws SQLException {
    try {
      List<DecodedItem> items = judging.items(session, entry);
      return itemNo < items.size() ? Optional.of(items.get(itemNo)) : Optional.empty();
    } catch (RuntimeException fault) {
      LOG.atWarn()
          .addKeyValue("transmission", entry.transmission().id())
          .addKeyValue("fault", fault.getClass().getName())
          .log("a transmission cannot be read to be shown");
      return Optional.empty();
    }
  }

  /** The first was counted as an item before; those that it stood for were not. */
  private void count(List<Disposition> ended) {
    metrics.released(
        ended.stream()
            .limit(1)
            .filter(disposition -> disposition != Disposition.QUARANTINE)
            .toList());
    metrics.judged(0, ended.stream().skip(1).toList());
  }

  /** Whether a device is cleared decides about the days of everybody who has ever held it. */
  private void rebuildHolders(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    List<PatientId> holders =
        session.list(
            "SELECT DISTINCT patient_id FROM assignment WHERE practice_id = ? AND device_id = ?",
            row -> new PatientId(row.text("patient_id")),
            practice,
            device);
    for (PatientId holder : holders) {
      judging.rebuildDays(session, practice, holder);
    }
  }

  /**
   * What became of an item, and after it of those that it stood for; one that fails stays where it
   * is and forbids no command.
   */
  private List<Disposition> release(Session session, Quarantined item) throws SQLException {
    Optional<JournalEntry> entry = journal.find(item.transmission());
    if (entry.isEmpty()) {
      return List.of();
    }
    try {
      return session.part(part ->
          item.whole()
              ? judging.releaseWhole(part, entry.get(), instant())
              : List.of(judging.release(part, entry.get(), item.itemNo(), instant())));
    } catch (RuntimeException fault) {
      LOG.atError()
          .addKeyValue("transmission", item.transmission())
          .setCause(fault)
          .log("an item could not be judged again; it stays in quarantine");
      return List.of();
    }
  }

  @Override
  public void patientChanged(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    judging.rebuildDays(session, practice, patient);
    judging.refreshAlerts(session, practice, patient, clock.instant());
  }

  @Override
  public void taken(Session session, PracticeId practice, AlertAction action) throws SQLException {
    if (action.patient().isPresent()) {
      judging.refreshAlerts(session, practice, action.patient().get(), clock.instant());
      return;
    }
    UnattributedAlerts.acted(session, practice, action);
  }
}
