package dev.cuffline.gateway.store;

import java.sql.SQLException;

/**
 * What happens inside one transaction, or against one snapshot when only read.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface Work<T> {
  /** Runs the statements; an exception undoes all of them. */
  T in(Session session) throws SQLException;
}
