package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.List;

/** Makes the resources that outbox entries name, as they stand now. */
public interface ResourceSource {
  /**
   * The resources of an entry in the order of their references: a device before the Observation
   * that refers to it.
   *
   * @throws UnsendableException when it never can be made; the entry is then parked with the reason
   */
  List<Resource> resources(Session session, Outbox.Entry entry) throws SQLException;

  /** An entry that can never be sent as it is. */
  final class UnsendableException extends RuntimeException {
    /** Says why, without patient data. */
    public UnsendableException(String message) {
      super(message);
    }
  }
}
