package dev.cuffline.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs go to standard error as {@code logback.xml} says, so that standard output stays for what a
 * command reports.
 */
final class Logging {
  private static final String OURS = "dev.cuffline";

  private Logging() {}

  /** Applies {@code log.level} to our own loggers; those of libraries stay at WARN. */
  static void apply(Configuration.Log log) {
    if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
      logger.setLevel(Level.valueOf(log.level().name()));
    }
  }
}
