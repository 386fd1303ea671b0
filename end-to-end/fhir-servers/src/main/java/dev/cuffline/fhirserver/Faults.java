package dev.cuffline.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Observation;

/** What goes wrong at the server, and what it has counted. */
final class Faults {
  /** Write requests that fail with 500 before anything is done. */
  final AtomicInteger beforeCommit = new AtomicInteger();

  /** Write requests after whose commit the connection is cut. */
  final AtomicInteger afterCommit = new AtomicInteger();

  /** Write requests that are answered 412 and not done. */
  final AtomicInteger preconditions = new AtomicInteger();

  /** Write requests whose answer comes, if at all, after {@link #lateness} milliseconds. */
  final AtomicInteger late = new AtomicInteger();

  /** How late. */
  final AtomicLong lateness = new AtomicLong();

  /** Until this instant (milliseconds) everything is answered 503. */
  final AtomicLong downUntil = new AtomicLong();

  /** How long each write takes at least, in milliseconds. */
  final AtomicLong slowness = new AtomicLong();

  /** A systolic value that is refused with 422. */
  final AtomicReference<Optional<String>> refused = new AtomicReference<>(Optional.empty());

  /** Whether the CapabilityStatement allows clients to choose ids. */
  final AtomicReference<Boolean> updateCreate = new AtomicReference<>(true);

  /** Requests that were answered 503. */
  final AtomicInteger turnedAway = new AtomicInteger();

  /**
   * Refuses what a test has chosen.
   *
   * @throws UnprocessableEntityException for an Observation that holds the value
   */
  void check(IBaseResource resource) {
    if (resource instanceof Observation observation && refused.get().isPresent()) {
      String wanted = refused.get().get();
      boolean holds =
          observation.getComponent().stream()
              .filter(Observation.ObservationComponentComponent::hasValueQuantity)
              .map(component -> component.getValueQuantity().getValue().toPlainString())
              .anyMatch(wanted::equals);
      if (holds) {
        throw new UnprocessableEntityException("a value that this server refuses");
      }
    }
  }

  /** Takes one of the failures that are left. */
  static boolean take(AtomicInteger left) {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }
}
