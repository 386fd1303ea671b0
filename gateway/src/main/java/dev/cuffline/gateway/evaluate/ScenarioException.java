package dev.cuffline.gateway.evaluate;

/** A scenario that cannot be understood: where, and what was expected there. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the place.
   *
   * @param path for example {@code readings[2].systolic}; empty for the scenario itself
   * @param expected what should stand there, and what does
   */
  ScenarioException(String path, String expected) {
    super(path.isEmpty() ? expected : path + ": " + expected);
  }
}
