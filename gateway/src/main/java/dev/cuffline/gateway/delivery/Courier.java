package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries parcels from the outbox to one destination and writes down what became of them; knows
 * what is under way, not when.
 */
final class Courier {
  private final Downstream downstream;
  private final Parcels parcels;
  private final Ledger ledger;
  private final InFlight inFlight = new InFlight();
  private final Suspects suspects = new Suspects();

  Courier(
      String destination,
      Downstream downstream,
      Database database,
      ResourceSource source,
      Clock clock) {
    this.downstream = downstream;
    this.parcels = new Parcels(destination, database, source);
    this.ledger = new Ledger(destination, database, clock);
  }

  /**
   * What became of a parcel.
   *
   * @param fault why not all of it is settled
   */
  record Carried(Ledger.Recorded recorded, Optional<Fault> fault) {}

  /** A parcel as large as the destination takes; without entries when nothing may be sent now. */
  Parcel next() {
    return taken(downstream.capacity().resources(), downstream.capacity().resources());
  }

  /** The oldest change that may be sent now, alone. */
  Parcel probe() {
    Parcel parcel = taken(1, 1);
    if (parcel.entries() > 0) {
      return parcel;
    }
    release(suspects.take());
    return taken(1, 1);
  }

  /** Several threads carry; one takes. */
  private Parcel taken(int resources, int entries) {
    Downstream.Capacity capacity = downstream.capacity();
    int lookedAt = capacity.resources() * (capacity.parcels() + 1);
    Parcel parcel = parcels.next(inFlight.snapshot(), resources, entries, lookedAt);
    if (parcel.entries() > 0) {
      inFlight.add(parcel);
    }
    return parcel;
  }

  /** How many parcels were taken and not yet carried. */
  int underWay() {
    return inFlight.parcels() - suspects.count();
  }

  /** Sends, and returns when the ledger has what came of it. */
  Carried carry(Parcel parcel) throws InterruptedException {
    try {
      return sent(parcel).carried();
    } finally {
      inFlight.remove(parcel);
    }
  }

  /** The same for a {@link #probe}: it also tells whether the change itself is at fault. */
  Carried carryProbe(Parcel parcel) throws InterruptedException {
    boolean aside = false;
    try {
      Sent sent = sent(parcel);
      switch (suspects.judge(parcel, sent.report())) {
        case Suspects.Finding.Nothing _ -> {}
        case Suspects.Finding.SetAside _ -> aside = true;
        case Suspects.Finding.Released(var parcels) -> release(parcels);
        case Suspects.Finding.Guilty(String what) -> {
          return new Carried(sent.carried().recorded().plus(park(parcel, what)), Optional.empty());
        }
      }
      return sent.carried();
    } finally {
      if (!aside) {
        inFlight.remove(parcel);
      }
    }
  }

  private record Sent(Report report, Carried carried) {}

  private Sent sent(Parcel parcel) throws InterruptedException {
    Report report = downstream.send(parcel);
    Ledger.Recorded recorded = ledger.record(parcel, report);
    downstream.recorded();
    return new Sent(report, new Carried(recorded, report.fault()));
  }

  private void release(List<Parcel> parcels) {
    parcels.forEach(inFlight::remove);
  }

  private Ledger.Recorded park(Parcel parcel, String what) {
    Map<String, Outcome> outcomes = new HashMap<>();
    parcel.keys().forEach(key -> outcomes.put(key, new Outcome.Refused(what)));
    return ledger.record(parcel, new Report(outcomes, Optional.empty()));
  }
}
