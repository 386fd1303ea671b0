package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Outbox;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent together.
 *
 * @param changes in the order of the outbox
 * @param unsendable entries of which no resource can be made, with the reason
 * @param knownAs ids under which the destination keeps those of our resources that it has, by our
 *     key; its own where it does not take ours. For every resource here and every one referred to
 */
public record Parcel(
    List<Change> changes, Map<Outbox.Entry, String> unsendable, Map<String, String> knownAs) {
  /** Copies the lists. */
  public Parcel {
    changes = List.copyOf(changes);
    unsendable = Map.copyOf(unsendable);
    knownAs = Map.copyOf(knownAs);
  }

  /** Each resource once, after those it refers to. */
  public List<Resource> resources() {
    Map<String, Resource> distinct = new LinkedHashMap<>();
    for (Change change : changes) {
      change.resources().forEach(resource -> distinct.putIfAbsent(resource.key(), resource));
    }
    return List.copyOf(distinct.values());
  }

  /** How many outbox entries it deals with. */
  int entries() {
    return changes.size() + unsendable.size();
  }

  /** The keys of what it sends. */
  Collection<String> keys() {
    return resources().stream().map(Resource::key).toList();
  }
}
