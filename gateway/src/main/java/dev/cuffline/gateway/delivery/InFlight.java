package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Outbox;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is under way to one destination. A resource in it is not sent a second time, and what refers
 * to it waits, so that versions and references keep their order. Thread-safe.
 */
final class InFlight {
  private final Set<Long> entries = new HashSet<>();
  private final Set<String> resources = new HashSet<>();
  private int parcels;

  /** A copy: to be taken before the store is read, since what ends meanwhile is in the ledger. */
  record Snapshot(Set<Long> entries, Set<String> resources) {
    boolean holds(Outbox.Entry entry) {
      return entries.contains(entry.seq());
    }

    /** Whether the resource, or one that it refers to, is under way. */
    boolean blocks(Resource resource) {
      return resources.contains(resource.key())
          || resource.refersTo().stream().anyMatch(resources::contains);
    }
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(Set.copyOf(entries), Set.copyOf(resources));
  }

  synchronized int parcels() {
    return parcels;
  }

  synchronized void add(Parcel parcel) {
    parcels++;
    entries(parcel).forEach(entries::add);
    resources.addAll(parcel.keys());
  }

  synchronized void remove(Parcel parcel) {
    parcels--;
    entries(parcel).forEach(entries::remove);
    parcel.keys().forEach(resources::remove);
  }

  private static Stream<Long> entries(Parcel parcel) {
    return Stream.concat(
            parcel.changes().stream().map(Change::entry), parcel.unsendable().keySet().stream())
        .map(Outbox.Entry::seq);
  }
}
