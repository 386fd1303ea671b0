package dev.cuffline.gateway.yaml;

/** A file that cannot be used; the message says file, line, path and what was expected. */
public final class BadYamlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public BadYamlException(String message) {
    super(message);
  }

  /** With what is wrong, and what told us. */
  public BadYamlException(String message, Throwable cause) {
    super(message, cause);
  }
}
