package dev.cuffline.gateway.registry;

/** What is to become of a statement of an EHR. */
sealed interface EhrVerdict {
  /** It is about something else, or about the past. */
  record Beside() implements EhrVerdict {}

  /** It is on file. */
  record OnFile() implements EhrVerdict {}

  /** It is missing, and stated without a doubt. */
  record Missing() implements EhrVerdict {}

  /**
   * A person must look.
   *
   * @param reason why
   */
  record Doubtful(String reason) implements EhrVerdict {}

  /** It is about something else, or about the past. */
  EhrVerdict BESIDE = new Beside();

  /** It is on file. */
  EhrVerdict ON_FILE = new OnFile();

  /** It is missing, and stated without a doubt. */
  EhrVerdict MISSING = new Missing();

  /** A person must look. */
  static EhrVerdict doubtful(String reason) {
    return new Doubtful(reason);
  }

  /** Missing, unless the EHR does not say it without a doubt. */
  static EhrVerdict missing(EhrStatement said, String doubt) {
    return said.certain() ? MISSING : doubtful(doubt);
  }
}
