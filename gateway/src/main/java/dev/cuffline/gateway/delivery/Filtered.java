package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * What one destination wants of all that there is.
 *
 * @param practices whose; empty for every practice
 * @param types FHIR resource types; empty for every type that is made. What is left out may be
 *     referred to all the same: it is somebody else's to bring it there
 */
public record Filtered(ResourceSource all, Set<String> practices, Set<String> types)
    implements ResourceSource {
  /** Copies the sets. */
  public Filtered {
    practices = Set.copyOf(practices);
    types = Set.copyOf(types);
  }

  @Override
  public List<Resource> resources(Session session, Outbox.Entry entry) throws SQLException {
    if (!practices.isEmpty() && !practices.contains(entry.practice().value())) {
      return List.of();
    }
    return all.resources(session, entry).stream()
        .filter(resource -> types.isEmpty() || types.contains(resource.type()))
        .toList();
  }
}
