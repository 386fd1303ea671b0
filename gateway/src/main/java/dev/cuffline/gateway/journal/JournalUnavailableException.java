package dev.cuffline.gateway.journal;

/** The journal could not make a transmission durable; nothing may be acknowledged (P8). */
public final class JournalUnavailableException extends RuntimeException {
  /** Says what is wrong and what to do about it, without any payload. */
  public JournalUnavailableException(String message) {
    super(message);
  }

  /** The same, with the fault underneath. */
  public JournalUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
