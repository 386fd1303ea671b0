package dev.cuffline.gateway.registry;

import java.sql.SQLException;
import java.util.Optional;

/** The one way in which a row is created, replaced, left alone or refused. */
final class Decision {
  private Decision() {}

  /**
   * Decides by what is there.
   *
   * @param what for the history and for messages: {@code patient}
   */
  static <T> Saved of(Change change, String what, String id, Optional<T> before, T now, Mode mode)
      throws SQLException {
    if (before.isEmpty()) {
      return Saved.CREATED;
    }
    if (before.get().equals(now)) {
      return Saved.UNCHANGED;
    }
    if (mode == Mode.CREATE) {
      throw RefusedException.conflict("id", what + " " + id + " exists already, with other values");
    }
    change.keep(what, id, before.get());
    return Saved.CHANGED;
  }
}
