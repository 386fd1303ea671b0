package dev.cuffline.gateway.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a change that a destination cannot take from a destination that takes nothing, where its
 * answers do not (409, 412 and 500 may mean either).
 *
 * <p>A probe that fails so several times is set aside, and another change is tried. When that one
 * arrives, those set aside were the cause. When several fail alike, it was the destination, and
 * they are tried again. Thread-safe.
 */
final class Suspects {
  private static final int FAILURES_ALONE = 5;
  private static final int MOST_ASIDE = 5;

  private final List<Suspect> aside = new ArrayList<>();
  private long probed = -1;
  private int failures;

  /**
   * A change set aside.
   *
   * @param what the destination answered
   */
  record Suspect(Parcel parcel, String what) {}

  /** What follows from a probe. */
  sealed interface Finding {
    /** Nothing yet. */
    record Nothing() implements Finding {}

    /** This probe is set aside: it must stay under way, so that nothing overtakes it. */
    record SetAside() implements Finding {}

    /** These are at fault. */
    record Guilty(List<Suspect> parcels) implements Finding {}

    /** These may be tried again; the destination is at fault. */
    record Released(List<Suspect> parcels) implements Finding {}
  }

  /** Judges a probe: a parcel of one change. */
  synchronized Finding judge(Parcel probe, Report report) {
    if (report.fault().isEmpty()) {
      boolean proof = report.outcomes().values().stream().anyMatch(Outcome.Delivered.class::isInstance);
      return proof && !aside.isEmpty() ? new Finding.Guilty(take()) : new Finding.Nothing();
    }
    if (!(report.fault().get() instanceof Fault.Unavailable fault)
        || !fault.ofContent()
        || probe.changes().isEmpty()) {
      return new Finding.Nothing();
    }
    long seq = probe.changes().getFirst().entry().seq();
    failures = seq == probed ? failures + 1 : 1;
    probed = seq;
    if (failures < FAILURES_ALONE) {
      return new Finding.Nothing();
    }
    failures = 0;
    if (aside.size() >= MOST_ASIDE) {
      return new Finding.Released(take());
    }
    aside.add(new Suspect(probe, fault.what()));
    return new Finding.SetAside();
  }

  /** There is nothing else to try. */
  synchronized List<Suspect> take() {
    List<Suspect> all = List.copyOf(aside);
    aside.clear();
    return all;
  }

  synchronized int count() {
    return aside.size();
  }
}
