package dev.cuffline.gateway;

/** What the commands tell the shell. */
final class ExitCode {
  /** All is well. */
  static final int FINE = 0;

  /** The command ran and found something. */
  static final int FINDING = 1;

  /** The command line is wrong. */
  static final int WRONG_USAGE = 2;

  /** The command could not do its work. */
  static final int CANNOT_RUN = 3;

  private ExitCode() {}
}
