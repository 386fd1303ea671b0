package dev.cuffline.gateway.store;

import java.sql.SQLException;
import java.util.Set;

/** The database did not do what was asked; nothing of the transaction has happened. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SQLITE_PRIMARY = 0xFF;

  /** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH. */
  private static final Set<Integer> SQLITE_DATA = Set.of(18, 19, 20);

  /** Says what was tried, without values of a row. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the database refused what a statement said, not to work at all: other statements may
   * well succeed. SQL states 22 (data) and 23 (constraint), and what SQLite calls so.
   */
  public boolean isAboutData() {
    if (!(getCause() instanceof SQLException refusal)) {
      return false;
    }
    String state = refusal.getSQLState();
    return state != null
        ? state.startsWith("22") || state.startsWith("23")
        : SQLITE_DATA.contains(refusal.getErrorCode() & SQLITE_PRIMARY);
  }
}
