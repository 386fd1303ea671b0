package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Outbox;
import java.util.List;

/**
 * An outbox entry with what it still has to send.
 *
 * @param resources of this entry that the destination has not got in this version, in the order of
 *     their references; none when it has everything already
 */
public record Change(Outbox.Entry entry, List<Resource> resources) {
  /** Copies the resources. */
  public Change {
    resources = List.copyOf(resources);
  }
}
