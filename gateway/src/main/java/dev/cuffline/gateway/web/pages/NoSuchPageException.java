package dev.cuffline.gateway.web.pages;

/** What the address names is not there, or not in this practice. */
final class NoSuchPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;

  NoSuchPageException(String words) {
    super(words);
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }
}
