package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.alerting.UnattributedAlerts;
import dev.cuffline.gateway.format.Capture;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Retraction;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import dev.cuffline.rules.trend.CriticalValue;
import dev.cuffline.rules.trend.CriticalValues;
import dev.cuffline.rules.trend.RulePack;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one item through identify → judge → deduplicate → store, inside a transaction. */
public final class ItemProcessor {
  private final DeviceDirectory devices;
  private final ItemJudge judge;
  private final StoreIdentity identity;
  private final RulePack pack;
  private final Duration weakWindow;
  private final List<String> destinations;

  /**
   * Joins what an item meets on its way.
   *
   * @param weakWindow how long identical values without any identity are one reading
   * @param destinations names of those that take new readings
   */
  public ItemProcessor(
      DeviceDirectory devices,
      ItemJudge judge,
      StoreIdentity identity,
      RulePack pack,
      Duration weakWindow,
      List<String> destinations) {
    this.devices = devices;
    this.judge = judge;
    this.identity = identity;
    this.pack = pack;
    this.weakWindow = weakWindow;
    this.destinations = List.copyOf(destinations);
  }

  /**
   * Where an item stands and as of when it is judged.
   *
   * @param itemNo its place in the transmission, from 0
   * @param formatVersion of the format that read it
   * @param judgedAt receipt, or the release from quarantine
   */
  record Arrival(JournalEntry entry, int itemNo, int formatVersion, Instant judgedAt) {
    Transmission transmission() {
      return entry.transmission();
    }

    PracticeId practice() {
      return entry.transmission().practice();
    }

    /** Whether it was judged before: left quarantine, or came to another patient. */
    boolean isAgain() {
      return !judgedAt.equals(transmission().receivedAt());
    }
  }

  /** A reading that is new in the store. */
  record Stored(PracticeId practice, ZoneId zone, Reading reading) {}

  /**
   * How an item ended.
   *
   * @param amendment of a reading that was stored before
   */
  record Outcome(Disposition disposition, Optional<Stored> stored, Optional<Amendment> amendment) {}

  /** What is on file about a device. */
  Optional<DeviceRecord> device(Session session, PracticeId practice, DeviceId device)
      throws SQLException {
    return devices.find(session, practice, device);
  }

  /**
   * Whether a reading would come to the same patient and instant today, as far as its row shows:
   * its slot and time in other hands, or wall time that may have been read in another zone.
   */
  boolean stillStands(DeviceRecord device, StoredReading stored) {
    boolean oneZone = device.assignments().stream().map(Assignment::zone).distinct().count() <= 1;
    return oneZone
        && Ownership.of(Optional.of(device), stored.slot(), stored.reading().measuredAt().instant())
            .owner()
            .filter(owner -> owner.patient().equals(stored.reading().patient()))
            .isPresent();
  }

  /** What is on file about the device that a transmission's login names, for decoding quirks. */
  Optional<DeviceRecord> sender(Session session, Transmission transmission) throws SQLException {
    return devices.find(session, transmission.practice(), DeviceKey.source(transmission.source()));
  }

  /** The same as far as it is known without asking the store; it may have changed meanwhile. */
  Optional<DeviceRecord> probableSender(Transmission transmission) {
    return devices.peek(transmission.practice(), DeviceKey.source(transmission.source()));
  }

  Outcome process(Session session, Arrival arrival, DecodedItem item) throws SQLException {
    DeviceKey key =
        item.device().orElseGet(() -> DeviceKey.source(arrival.transmission().source()));
    Optional<DeviceRecord> device = devices.find(session, arrival.practice(), key);
    JudgingContext context =
        JudgingContext.of(
            arrival.transmission().receivedAt(),
            arrival.judgedAt(),
            device,
            slot(item),
            devices.clock(
                session, arrival.practice(), arrival.transmission().source(), arrival.judgedAt()));
    Judged judged = judge.judge(item, context);
    Optional<String> readingId = readingId(session, arrival, key, item);
    Disposition disposition = judged.disposition();
    List<Reason> reasons = new ArrayList<>(judged.reasons());
    Optional<Stored> stored = Optional.empty();
    Optional<Amendment> amendment = Optional.empty();
    if (judged.owner().isPresent() && disposition.isStored()) {
      StoredReading reading =
          reading(arrival, judged, judged.owner().get(), readingId.orElseThrow());
      Optional<Reason> otherWay =
          device.get().mayComeTwice() ? OtherWay.doubt(session, reading) : Optional.empty();
      if (otherWay.isPresent()) {
        disposition = Disposition.ACCEPT_NOT_COUNTED;
        reasons.add(otherWay.get());
        reading = reading.notCounted();
      }
      Optional<Long> revision = judged.measurement().orElseThrow().capture().revision();
      if (Readings.insert(session, reading)) {
        if (arrival.isAgain()) {
          Readings.returned(session, reading);
        }
        stored = Optional.of(stored(reading, judged.owner().get()));
        queue(session, arrival, reading.reading().id());
        attribute(session, arrival.practice(), readingId.orElseThrow());
        if (revision.isPresent()) {
          Readings.keepRevision(session, reading.reading().id(), revision.get());
        }
      } else {
        // Only where the vendor says which of its versions this is: others repeat themselves.
        if (revision.isPresent()) {
          amendment = Amendment.apply(session, reading, revision.get());
        }
        if (amendment.isPresent()) {
          if (amendment.get().moves()) {
            queueRetraction(session, amendment.get().before(), arrival.judgedAt());
          }
          queue(session, arrival, reading.reading().id());
        }
        disposition = amendment.isPresent() ? Disposition.AMEND : Disposition.DUPLICATE;
        reasons.add(Reason.of(amendment.isPresent() ? "amends" : "duplicate"));
      }
    } else if (item instanceof Measurement measurement && readingId.isPresent()) {
      raiseWhenCritical(session, arrival, measurement, judged, readingId.get());
    }
    ItemRows.save(
        session,
        arrival,
        new ItemRows.Verdict(disposition, reasons, judged),
        item,
        key,
        device,
        readingId);
    if (device.isPresent()) {
      DeviceStates.heard(session, arrival, device.get().id(), item, judged, context.zone());
    }
    return new Outcome(disposition, stored, amendment);
  }

  /** Writes an item down as it is, without asking who sent it or what it means. */
  Disposition quarantine(Session session, Arrival arrival, DecodedItem item) throws SQLException {
    Disposition disposition = Disposition.QUARANTINE;
    Judged judged =
        new Judged(
            disposition, item.reasons(), Optional.empty(), Optional.empty(), Optional.empty());
    ItemRows.save(
        session,
        arrival,
        new ItemRows.Verdict(disposition, judged.reasons(), judged),
        item,
        DeviceKey.source(arrival.transmission().source()),
        Optional.empty(),
        Optional.empty());
    return disposition;
  }

  private static Optional<String> slot(DecodedItem item) {
    return item instanceof Measurement measurement ? measurement.slot() : Optional.empty();
  }

  /** The id of the reading, the same whenever and by whatever way it arrives. */
  private Optional<String> readingId(
      Session session, Arrival arrival, DeviceKey key, DecodedItem item) throws SQLException {
    if (!(item instanceof Measurement measurement)) {
      return Optional.empty();
    }
    ReadingKey readingKey = ReadingKey.of(key, measurement, judge.clockLimits());
    String practice = arrival.practice().value();
    if (!readingKey.weak()) {
      return Optional.of(identity.id("reading", practice, readingKey.value()));
    }
    Instant first = WeakIdentities.firstArrival(session, arrival, readingKey.value(), weakWindow);
    return Optional.of(identity.id("weak-reading", practice, readingKey.value(), first.toString()));
  }

  private static StoredReading reading(
      Arrival arrival, Judged judged, Judged.Owner owner, String readingId) {
    Measurement measurement = judged.measurement().orElseThrow();
    Reading reading =
        new Reading(
            new ReadingId(readingId),
            owner.patient(),
            owner.device(),
            judged.measuredAt().orElseThrow(),
            arrival.transmission().receivedAt(),
            arrival.judgedAt(),
            measurement.bloodPressure(),
            measurement.pulse(),
            measurement.flags(),
            measurement.entry(),
            ReadingStatus.FINAL,
            judged.disposition() == Disposition.ACCEPT,
            measurement.absent());
    return new StoredReading(
        arrival.practice(),
        reading,
        measurement.slot(),
        measurement.capture().session().map(Capture.Session::text),
        arrival.transmission().format(),
        arrival.formatVersion(),
        arrival.transmission().id(),
        arrival.itemNo(),
        1);
  }

  private static Stored stored(StoredReading stored, Judged.Owner owner) {
    return new Stored(stored.practice(), owner.zone(), stored.reading());
  }

  private void queue(Session session, Arrival arrival, ReadingId reading) throws SQLException {
    for (String destination : destinations) {
      Outbox.queue(session, destination, arrival.practice(), reading, arrival.judgedAt());
    }
  }

  /** Takes a reading away from its patient, here and wherever it was sent. */
  void retract(Session session, StoredReading stored, Instant at) throws SQLException {
    Readings.retract(session, stored.reading().id(), Retraction.Cause.PERSON, at);
    queueRetraction(session, stored, at);
  }

  private void queueRetraction(Session session, StoredReading before, Instant at)
      throws SQLException {
    for (String destination : destinations) {
      Outbox.queueRetraction(
          session,
          destination,
          before.practice(),
          before.reading().id(),
          before.reading().patient(),
          at);
    }
  }

  private void attribute(Session session, PracticeId practice, String readingId)
      throws SQLException {
    if (UnattributedAlerts.mayHaveRaised(session, practice, readingId)) {
      UnattributedAlerts.attributed(session, practice, unattributedId(readingId));
    }
  }

  private String unattributedId(String readingId) {
    return identity.id("unattributed", readingId);
  }

  /** Quarantine hides no critical value (P6). */
  private void raiseWhenCritical(
      Session session, Arrival arrival, Measurement measurement, Judged judged, String readingId)
      throws SQLException {
    if (judged.disposition() != Disposition.QUARANTINE) {
      return;
    }
    Optional<BigDecimal> systolic =
        measurement
            .bloodPressure()
            .map(pressure -> pressure.systolic())
            .or(() -> measurement.lone().systolic());
    Optional<BigDecimal> diastolic =
        measurement
            .bloodPressure()
            .map(pressure -> pressure.diastolic())
            .or(() -> measurement.lone().diastolic());
    Optional<CriticalValue> critical =
        measurement.plausible()
            ? CriticalValues.find(systolic, diastolic, measurement.pulse(), pack)
            : Optional.empty();
    if (critical.isPresent()) {
      UnattributedAlerts.raise(
          session,
          new UnattributedAlerts.Item(
              arrival.practice(),
              unattributedId(readingId),
              readingId,
              arrival.transmission().id(),
              arrival.itemNo(),
              judged.owner().isPresent(),
              judged.isLate()),
          critical.get(),
          arrival.judgedAt());
    }
  }
}
