package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Work;
import java.util.Map;
import java.util.Optional;

/**
 * What a destination made of a parcel.
 *
 * @param outcomes by the resources' keys; a resource without one is sent again
 * @param fault what kept it from answering for all of them
 * @param alsoRecorded what else belongs into the ledger, in the same transaction
 */
public record Report(Map<String, Outcome> outcomes, Optional<Fault> fault, Work<?> alsoRecorded) {
  /** Copies the outcomes. */
  public Report {
    outcomes = Map.copyOf(outcomes);
  }

  /** With nothing else to record. */
  public Report(Map<String, Outcome> outcomes, Optional<Fault> fault) {
    this(outcomes, fault, _ -> 0);
  }

  /** Nothing is known of any resource. */
  public static Report failed(Fault fault) {
    return new Report(Map.of(), Optional.of(fault));
  }
}
