package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Row;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from the outbox what may be sent now. Content is made here, so what is sent is the version
 * that is current then, and what the destination has already is left out.
 */
final class Parcels {
  private static final Logger LOG = LoggerFactory.getLogger(Parcels.class);

  private final String destination;
  private final Database database;
  private final ResourceSource source;

  Parcels(String destination, Database database, ResourceSource source) {
    this.destination = destination;
    this.database = database;
    this.source = source;
  }

  /** What the ledger says of a resource. */
  private record Known(long version, Optional<String> knownAs) {
    static Known read(Row row) throws SQLException {
      return new Known(row.number("version"), row.optionalText("known_as"));
    }
  }

  /** A parcel as it grows. */
  private static final class Draft {
    private final List<Change> changes = new ArrayList<>();
    private final Map<Outbox.Entry, String> unsendable = new HashMap<>();
    private final Map<String, String> knownAs = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    Parcel done() {
      return new Parcel(changes, unsendable, knownAs);
    }
  }

  /**
   * The next parcel; without entries when nothing may be sent now.
   *
   * @param underWay what must not be touched
   * @param resources most of them
   * @param entries most of them
   * @param lookedAt most entries that are looked at, those under way included
   */
  Parcel next(InFlight.Snapshot underWay, int resources, int entries, int lookedAt) {
    return database.read(session -> {
      Draft draft = new Draft();
      for (Outbox.Entry entry : Outbox.oldest(session, destination, lookedAt)) {
        if (draft.keys.size() >= resources
            || draft.changes.size() + draft.unsendable.size() >= entries) {
          break;
        }
        if (!underWay.holds(entry)) {
          add(session, entry, underWay, draft);
        }
      }
      return draft.done();
    });
  }

  private void add(Session session, Outbox.Entry entry, InFlight.Snapshot underWay, Draft draft)
      throws SQLException {
    try {
      List<Resource> all = source.resources(session, entry);
      if (all.stream().anyMatch(underWay::blocks)) {
        return;
      }
      List<Resource> due = new ArrayList<>();
      for (Resource resource : all) {
        Optional<Known> known = known(session, resource.type(), resource.id());
        known.ifPresent(
            there -> draft.knownAs.put(resource.key(), there.knownAs().orElse(resource.id())));
        if (known.map(k -> k.version() < resource.version()).orElse(true)) {
          due.add(resource);
          draft.keys.add(resource.key());
          nameReferences(session, resource, all, draft);
        }
      }
      draft.changes.add(new Change(entry, due));
    } catch (ResourceSource.UnsendableException reason) {
      draft.unsendable.put(entry, String.valueOf(reason.getMessage()));
    } catch (RuntimeException fault) {
      LOG.atError()
          .addKeyValue("destination", destination)
          .addKeyValue("seq", entry.seq())
          .setCause(fault)
          .log("a resource could not be made; it is parked");
      draft.unsendable.put(entry, "internal-error");
    }
  }

  /** What was sent by other entries may stand there under other ids than ours. */
  private void nameReferences(
      Session session, Resource resource, List<Resource> together, Draft draft)
      throws SQLException {
    for (String key : resource.refersTo()) {
      boolean named = draft.knownAs.containsKey(key) || draft.keys.contains(key);
      if (!named && together.stream().noneMatch(other -> other.key().equals(key))) {
        int slash = key.indexOf('/');
        String id = key.substring(slash + 1);
        known(session, key.substring(0, slash), id)
            .ifPresent(there -> draft.knownAs.put(key, there.knownAs().orElse(id)));
      }
    }
  }

  private Optional<Known> known(Session session, String type, String id) throws SQLException {
    return session.first(
        """
        SELECT version, known_as FROM delivered
        WHERE resource_id = ? AND destination = ? AND resource_type = ?
        """,
        Known::read,
        id,
        destination,
        type);
  }
}
