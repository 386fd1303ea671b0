package dev.cuffline.endtoend.fhir;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What goes wrong at the server, and what it has counted. */
final class Faults {
  /** Write requests that fail with 500 before anything is done. */
  final AtomicInteger beforeCommit = new AtomicInteger();

  /** Write requests after whose commit the connection is cut. */
  final AtomicInteger afterCommit = new AtomicInteger();

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

  /** Takes one of the failures that are left. */
  static boolean take(AtomicInteger left) {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }
}
