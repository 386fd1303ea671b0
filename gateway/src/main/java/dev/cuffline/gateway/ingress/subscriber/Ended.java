package dev.cuffline.gateway.ingress.subscriber;

import org.jspecify.annotations.Nullable;

/**
 * How a connection ended, or why none came about.
 *
 * @param detail what the broker or the machine said, without topic or payload; may be empty
 * @param fault to be logged with its stack; only for {@link Ending#FAULT}
 */
record Ended(Ending ending, String detail, @Nullable Throwable fault) {
  static Ended by(Ending ending) {
    return new Ended(ending, "", null);
  }

  static Ended by(Ending ending, String detail) {
    return new Ended(ending, detail, null);
  }

  static Ended byFault(Throwable fault) {
    return new Ended(Ending.FAULT, "", fault);
  }
}
