package dev.cuffline.gateway.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the gateway is ready, check by check. */
public final class Health {
  private final List<ReadinessCheck> checks;

  /**
   * The state at one moment.
   *
   * @param ready whether every check passed that is required
   */
  public record Readiness(boolean ready, List<Checked> checks) {
    /** Copies the list. */
    public Readiness {
      checks = List.copyOf(checks);
    }
  }

  /**
   * What one check said.
   *
   * @param problem empty when all is well
   */
  public record Checked(String name, boolean ok, Optional<String> problem) {}

  /** Asks these checks. */
  public Health(List<ReadinessCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** Asks every check. May block for a moment. */
  public Readiness readiness() {
    boolean ready = true;
    List<Checked> answers = new ArrayList<>();
    for (ReadinessCheck check : checks) {
      Checked answer = ask(check);
      answers.add(answer);
      ready &= answer.ok() || !check.required();
    }
    return new Readiness(ready, answers);
  }

  private static Checked ask(ReadinessCheck check) {
    Optional<String> problem;
    try {
      problem = check.problem().get();
    } catch (RuntimeException fault) {
      problem = Optional.of("the check failed: " + fault.getClass().getSimpleName());
    }
    return new Checked(check.name(), problem.isEmpty(), problem);
  }
}
