package dev.cuffline.gateway.web.pages;

/** What the address names is not there, or not in this practice. */
public final class NoSuchPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;

  public NoSuchPageException(String words) {
    super(words);
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
