package dev.cuffline.gateway.ops;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing without which the gateway is not ready.
 *
 * @param name short, lower case with hyphens: {@code journal}
 * @param problem asked each time; empty when all is well, else a phrase without patient data. May
 *     block for a moment
 */
public record ReadinessCheck(String name, Supplier<Optional<String>> problem) {}
