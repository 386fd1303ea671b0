package dev.cuffline.gateway.access;

/** Somebody may not do what they ask for. Nothing of it has happened. */
public final class ForbiddenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;

  ForbiddenException(String words) {
    super(words);
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
