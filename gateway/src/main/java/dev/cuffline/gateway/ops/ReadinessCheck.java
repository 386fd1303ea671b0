package dev.cuffline.gateway.ops;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that can be wrong with the gateway.
 *
 * @param name short, lower case with hyphens: {@code journal}
 * @param problem asked each time; empty when all is well, else a phrase without patient data. May
 *     block for a moment
 * @param required false for what is shown when it is wrong and does not make the gateway unready:
 *     whoever is sent elsewhere for it would be no better off
 */
public record ReadinessCheck(String name, Supplier<Optional<String>> problem, boolean required) {
  /** One without which the gateway is not ready. */
  public ReadinessCheck(String name, Supplier<Optional<String>> problem) {
    this(name, problem, true);
  }
}
