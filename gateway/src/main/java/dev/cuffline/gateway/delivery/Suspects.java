package dev.cuffline.gateway.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a change that a destination cannot take from a destination that takes nothing, where its
 * answers do not (409, 412 and 500 may mean either).
 *
 * <p>A probe that fails so several times is set aside, and another change is tried. When that one
 * arrives, those set aside are tried once more, and what fails again is the cause. When several
 * fail alike, it is the destination, and all are tried again. Thread-safe.
 */
final class Suspects {
  private static final int FAILURES_ALONE = 5;
  private static final int MOST_ASIDE = 5;

  private final List<Parcel> aside = new ArrayList<>();
  private final Set<Long> accused = new HashSet<>();
  private long probed = -1;
  private int failures;

  /** What follows from a probe. */
  sealed interface Finding {
    /** Nothing yet. */
    record Nothing() implements Finding {}

    /** This probe is set aside: it must stay under way, so that nothing overtakes it. */
    record SetAside() implements Finding {}

    /**
     * The probe is at fault.
     *
     * @param what the destination answered; may quote it, as {@link Outcome.Refused} does
     */
    record Guilty(String what) implements Finding {}

    /** These may be tried again. */
    record Released(List<Parcel> parcels) implements Finding {}
  }

  /** Judges a probe: a parcel of one change. */
  synchronized Finding judge(Parcel probe, Report report) {
    if (report.fault().isEmpty()) {
      boolean proof =
          report.outcomes().values().stream().anyMatch(Outcome.Delivered.class::isInstance);
      if (proof && !aside.isEmpty()) {
        aside.forEach(parcel -> accused.add(seq(parcel)));
        return new Finding.Released(take());
      }
      return new Finding.Nothing();
    }
    return report.fault().get() instanceof Fault.Unavailable fault
            && fault.ofContent()
            && !probe.changes().isEmpty()
        ? failed(probe, fault)
        : new Finding.Nothing();
  }

  private Finding failed(Parcel probe, Fault.Unavailable fault) {
    if (accused.remove(seq(probe))) {
      return new Finding.Guilty(
          fault.what()
              + ", again and alone"
              + fault
                  .words()
                  .filter(words -> !words.isBlank())
                  .map(words -> ": " + words)
                  .orElse(""));
    }
    accused.clear();
    failures = seq(probe) == probed ? failures + 1 : 1;
    probed = seq(probe);
    if (failures < FAILURES_ALONE) {
      return new Finding.Nothing();
    }
    failures = 0;
    if (aside.size() >= MOST_ASIDE) {
      return new Finding.Released(take());
    }
    aside.add(probe);
    return new Finding.SetAside();
  }

  private static long seq(Parcel probe) {
    return probe.changes().getFirst().entry().seq();
  }

  /** There is nothing else to try. */
  synchronized List<Parcel> take() {
    List<Parcel> all = List.copyOf(aside);
    aside.clear();
    return all;
  }

  synchronized int count() {
    return aside.size();
  }
}
