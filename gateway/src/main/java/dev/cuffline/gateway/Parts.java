package dev.cuffline.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that were opened, closed in the opposite order. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Takes a part that was just opened. */
  <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  /** Closes every part, also when one of them fails. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception fault) {
        LOG.atWarn()
            .addKeyValue("part", part.getClass().getSimpleName())
            .setCause(fault)
            .log("a part did not close cleanly");
      }
    }
  }
}
