package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;

/** What follows when somebody deals with an alert: its state is computed again. */
@FunctionalInterface
public interface AlertActions {
  /**
   * Called inside the command's transaction, after the action's row is there.
   *
   * @throws RefusedException to undo the action, when the alert's state does not allow it
   */
  void taken(Session tx, PracticeId practice, AlertAction action) throws SQLException;
}
