package dev.cuffline.gateway;

/** A configuration that cannot be used; the message says file, line, path and what would do. */
public final class ConfigurationException extends RuntimeException {
  ConfigurationException(String message) {
    super(message);
  }

  ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
