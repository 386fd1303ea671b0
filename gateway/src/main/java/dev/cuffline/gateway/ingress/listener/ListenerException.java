package dev.cuffline.gateway.ingress.listener;

/** The listener cannot start; the message names the setting and what to do. */
public final class ListenerException extends RuntimeException {
  ListenerException(String message, Throwable cause) {
    super(message, cause);
  }
}
