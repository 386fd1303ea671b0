package dev.cuffline.gateway.ops;

/** The data folder cannot be used; the message names the folder and the setting. */
public final class DataFolderException extends RuntimeException {
  DataFolderException(String message) {
    super(message);
  }

  DataFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
