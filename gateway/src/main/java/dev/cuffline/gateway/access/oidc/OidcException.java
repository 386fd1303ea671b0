package dev.cuffline.gateway.access.oidc;

/** Somebody could not be signed in by the provider. */
public final class OidcException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String words;
  private final String reason;

  OidcException(String words, String reason) {
    super(reason);
    this.words = words;
    this.reason = reason;
  }

  OidcException(String words, String reason, Throwable cause) {
    super(reason, cause);
    this.words = words;
    this.reason = reason;
  }

  /** For whoever wanted to sign in. */
  public String words() {
    return words;
  }

  /** For whoever runs the gateway: what went wrong, without anything of a person. */
  public String reason() {
    return reason;
  }
}
