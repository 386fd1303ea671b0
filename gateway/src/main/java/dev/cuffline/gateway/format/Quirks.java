package dev.cuffline.gateway.format;

import java.util.Set;

/**
 * Deviations from a standard that a device's model is known for (devices.md 1.8).
 *
 * @param names for example {@code beurer-be}
 */
public record Quirks(Set<String> names) {
  /** The standard as written. */
  public static final Quirks NONE = new Quirks(Set.of());

  /** Copies the names. */
  public Quirks {
    names = Set.copyOf(names);
  }
}
