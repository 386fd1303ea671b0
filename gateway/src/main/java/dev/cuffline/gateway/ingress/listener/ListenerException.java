package dev.cuffline.gateway.ingress.listener;

import org.jspecify.annotations.Nullable;

/** The listener cannot start; the message names the setting and what to do. */
public final class ListenerException extends RuntimeException {
  ListenerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
