package dev.cuffline.gateway.delivery;

import java.util.List;
import java.util.Set;

/**
 * Resource types that a destination is sent only when its settings name them in {@code resources}:
 * many servers know none of them, and a destination that was set up before they could be sent goes
 * on as it was.
 *
 * @param types that the settings name, of whatever kind
 */
public record OnRequest(Set<String> types) {
  /** Sent to every destination that wants every type. */
  public static final List<String> USUAL = List.of("Device", "Observation", "DetectedIssue");

  /** Sent only where they are named. */
  public static final List<String> NAMED = List.of("Provenance", "Task", "Communication");

  /** None is named. */
  public static final OnRequest NONE = new OnRequest(Set.of());

  /** Copies the set. */
  public OnRequest {
    types = Set.copyOf(types);
  }

  /** Where Observations come from. */
  boolean provenance() {
    return types.contains("Provenance");
  }

  /** Alerts as work for somebody. */
  boolean tasks() {
    return types.contains("Task");
  }

  /** Who was told of an alert. */
  boolean notices() {
    return types.contains("Communication");
  }
}
