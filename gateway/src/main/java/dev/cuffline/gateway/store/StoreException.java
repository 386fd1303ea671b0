package dev.cuffline.gateway.store;

/** The database did not do what was asked; nothing of the transaction has happened. */
public final class StoreException extends RuntimeException {
  /** Says what was tried, without values of a row. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
