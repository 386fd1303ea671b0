package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.billing.DataDayCache;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.QuirkTable;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.gateway.store.HomeZone;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges transmissions: decodes them, takes each item through {@link ItemProcessor}, and then, once
 * the batch is stored whole, asks the rules what the touched patients' readings mean.
 */
public final class Judging {
  /** Our own code could not get through it. */
  static final Reason FAILED = Reason.of("internal-error");

  private record Model(String manufacturer, String name) {}

  private final Map<Model, Quirks> quirksOf = new ConcurrentHashMap<>();
  private volatile Formats formats;
  private final ItemProcessor processor;
  private final DataDayCache days;
  private final PatientAlerts alerts;

  /** Joins the formats with what follows them. */
  public Judging(
      Formats formats, ItemProcessor processor, DataDayCache days, PatientAlerts alerts) {
    this.formats = formats;
    this.processor = processor;
    this.days = days;
    this.alerts = alerts;
  }

  /** The formats that the next message is read by. */
  public Formats formats() {
    return formats;
  }

  /** Reads by other formats from the next message on; what was decoded before keeps its version. */
  public void use(Formats other) {
    formats = other;
  }

  /**
   * Reads the items of a transmission ahead of its transaction, with the quirks that the sender's
   * model probably has. Asks the store nothing; what goes wrong shows when it is decoded again.
   */
  Ahead decodeAhead(JournalEntry entry) {
    Quirks quirks = quirks(processor.probableSender(entry.transmission()));
    try {
      return new Ahead(entry, quirks, Optional.of(decode(entry, quirks)));
    } catch (RuntimeException _) {
      return new Ahead(entry, quirks, Optional.empty());
    }
  }

  /** Reads the items of a transmission, with the quirks of the sender's model. */
  private Decoded decode(Session session, JournalEntry entry) throws SQLException {
    return decode(entry, quirks(processor.sender(session, entry.transmission())));
  }

  /** The items of a transmission, for eyes. */
  List<DecodedItem> items(Session session, JournalEntry entry) throws SQLException {
    return decode(session, entry).items();
  }

  private Decoded decode(Session session, Ahead ahead) throws SQLException {
    Quirks quirks = quirks(processor.sender(session, ahead.entry().transmission()));
    return ahead.decoded().isPresent() && quirks.equals(ahead.quirks())
        ? ahead.decoded().get()
        : decode(ahead.entry(), quirks);
  }

  private Decoded decode(JournalEntry entry, Quirks quirks) {
    PayloadFormat format = formats.named(entry.transmission().format());
    return new Decoded(
        entry, format.version(), format.decode(entry.transmission().payload(), quirks));
  }

  private Quirks quirks(Optional<DeviceRecord> device) {
    return device.isEmpty()
        ? Quirks.NONE
        : quirksOf.computeIfAbsent(
            new Model(device.get().manufacturer(), device.get().model()),
            model -> QuirkTable.of(model.manufacturer(), model.name()));
  }

  /**
   * Judges new arrivals; each is judged as of its receipt.
   *
   * @param now the instant of the transaction, for what depends on time passing
   * @return the disposition of every item, in order
   */
  List<Disposition> apply(Session session, List<Ahead> entries, Instant now) throws SQLException {
    List<Decoded> arrivals = new ArrayList<>(entries.size());
    for (Ahead entry : entries) {
      arrivals.add(decode(session, entry));
    }
    return applyDecoded(session, arrivals, now);
  }

  /**
   * The same for one that could not be judged: it is quarantined, and somebody looks at it. Asks
   * nobody anything, since whatever was asked before may be what failed.
   */
  List<Disposition> applyFailed(Session session, JournalEntry entry) throws SQLException {
    Decoded failed = Decoded.failed(entry);
    ItemProcessor.Arrival place =
        new ItemProcessor.Arrival(
            entry, 0, failed.formatVersion(), entry.transmission().receivedAt());
    return List.of(processor.quarantine(session, place, failed.items().getFirst()));
  }

  private List<Disposition> applyDecoded(Session session, List<Decoded> arrivals, Instant now)
      throws SQLException {
    List<Disposition> dispositions = new ArrayList<>();
    Touched touched = new Touched();
    for (Decoded arrival : arrivals) {
      int itemNo = 0;
      for (DecodedItem item : arrival.items()) {
        ItemProcessor.Arrival place =
            new ItemProcessor.Arrival(
                arrival.entry(),
                itemNo++,
                arrival.formatVersion(),
                arrival.entry().transmission().receivedAt());
        dispositions.add(process(session, place, item, touched));
      }
    }
    refresh(session, touched, now);
    return dispositions;
  }

  /** Judges one item of a transmission again, as of now; it leaves quarantine or stays. */
  Disposition release(Session session, JournalEntry entry, int itemNo, Instant now)
      throws SQLException {
    Decoded decoded = decode(session, entry);
    Touched touched = new Touched();
    Disposition disposition =
        process(
            session,
            new ItemProcessor.Arrival(entry, itemNo, decoded.formatVersion(), now),
            decoded.items().get(itemNo),
            touched);
    refresh(session, touched, now);
    return disposition;
  }

  /**
   * Judges one item as of the instant at which it was judged before; one that is not there any more
   * is quarantined as one that could not be judged.
   */
  void judgeAgain(Session session, JournalEntry entry, int itemNo, Instant judgedAt)
      throws SQLException {
    try {
      session.part(part -> release(part, entry, itemNo, judgedAt));
    } catch (RuntimeException _) {
      applyFailed(session, entry);
    }
  }

  /** Judges every item of a transmission that could not be judged when it came. */
  List<Disposition> releaseWhole(Session session, JournalEntry entry, Instant now)
      throws SQLException {
    Decoded decoded = decode(session, entry);
    Touched touched = new Touched();
    List<Disposition> dispositions = new ArrayList<>();
    for (DecodedItem item : decoded.items()) {
      ItemProcessor.Arrival place =
          new ItemProcessor.Arrival(entry, dispositions.size(), decoded.formatVersion(), now);
      dispositions.add(process(session, place, item, touched));
    }
    refresh(session, touched, now);
    return dispositions;
  }

  private Disposition process(
      Session session, ItemProcessor.Arrival place, DecodedItem item, Touched touched)
      throws SQLException {
    ItemProcessor.Outcome outcome = processor.process(session, place, item);
    outcome.stored().ifPresent(touched::add);
    outcome.amendment().ifPresent(touched::changed);
    return outcome.disposition();
  }

  private void refresh(Session session, Touched touched, Instant now) throws SQLException {
    for (Touched.Key changed : touched.changed) {
      rebuildDays(session, changed.practice(), changed.patient());
      refreshAlerts(session, changed.practice(), changed.patient(), now);
      touched.patients.remove(changed);
    }
    for (Touched.Patient patient : touched.patients.values()) {
      days.refresh(session, patient.practice(), patient.id(), patient.arrived());
      alerts.refresh(
          session, patient.practice(), patient.id(), patient.zone(), patient.arrived(), now);
    }
  }

  /**
   * The patients who have new readings in this transaction, and which; and those of whom a reading
   * has changed, for whom nothing that was known before holds.
   */
  private static final class Touched {
    private record Key(PracticeId practice, PatientId patient) {}

    private record Patient(PracticeId practice, PatientId id, ZoneId zone, List<Reading> arrived) {}

    private final Map<Key, Patient> patients = new LinkedHashMap<>();
    private final Set<Key> changed = new LinkedHashSet<>();

    /** The reading may have come to another patient. */
    void changed(Amendment amendment) {
      for (StoredReading stored : List.of(amendment.before(), amendment.now())) {
        changed.add(new Key(stored.practice(), stored.reading().patient()));
      }
    }

    void add(ItemProcessor.Stored stored) {
      patients
          .computeIfAbsent(
              new Key(stored.practice(), stored.reading().patient()),
              key -> new Patient(key.practice(), key.patient(), stored.zone(), new ArrayList<>()))
          .arrived()
          .add(stored.reading());
    }
  }

  /**
   * Whether a stored reading of a device would come to the same patient today.
   *
   * @param device as it is on file now
   */
  boolean stillStands(DeviceRecord device, StoredReading stored) {
    return processor.stillStands(device, stored);
  }

  /** What is on file about a device. */
  Optional<DeviceRecord> device(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    return processor.device(session, practice, device);
  }

  /** Takes a reading away from its patient; its items are to be judged again. */
  void retract(Session session, StoredReading stored, Instant now) throws SQLException {
    processor.retract(session, stored, now);
  }

  /** The patient's days, after something about a device of theirs changed. */
  void rebuildDays(Session session, PracticeId practice, PatientId patient) throws SQLException {
    days.rebuild(session, practice, patient);
  }

  /** The patient's alerts, after people changed what they rest on. */
  void refreshAlerts(Session session, PracticeId practice, PatientId patient, Instant now)
      throws SQLException {
    Optional<ZoneId> zone = HomeZone.of(session, practice, patient);
    if (zone.isPresent()) {
      alerts.refresh(session, practice, patient, zone.get(), now);
    }
  }
}
