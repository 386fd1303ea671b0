package dev.cuffline.gateway.web;

/** Somebody else listens on the port already. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(WebSettings settings, Throwable cause) {
    super(
        "http.port: port "
            + settings.port()
            + " on "
            + settings.host()
            + " is taken by another program; stop it or set http.port to a free one",
        cause);
  }
}
