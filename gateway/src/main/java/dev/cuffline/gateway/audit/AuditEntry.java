package dev.cuffline.gateway.audit;

import dev.cuffline.gateway.store.Micros;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Somebody did something.
 *
 * @param at when, to the microsecond
 * @param practice where; empty for what concerns no practice alone
 * @param actor who: the name of an account or token
 * @param action what: the method and the route, without any value in it
 * @param patients ids of those whose data it concerns, each once, in order
 * @param outcome what came of it
 */
public record AuditEntry(
    Instant at,
    String practice,
    String actor,
    String action,
    List<String> patients,
    Outcome outcome) {
  /** What came of it. */
  public enum Outcome {
    /** It was answered. */
    DONE,
    /** It was not allowed, or could not be as things stood. */
    REFUSED,
    /** Something went wrong. */
    FAILED;

    /** By the HTTP status of the answer. */
    public static Outcome of(int status) {
      return status < 400 ? DONE : status < 500 ? REFUSED : FAILED;
    }
  }

  /** Cuts the instant to what is stored, and sorts the patients. */
  public AuditEntry {
    at = Micros.toInstant(Micros.of(at));
    patients = patients.stream().distinct().sorted().toList();
  }

  /** The same, from whatever holds the patients. */
  public static AuditEntry of(
      Instant at,
      String practice,
      String actor,
      String action,
      Collection<String> patients,
      int status) {
    return new AuditEntry(at, practice, actor, action, List.copyOf(patients), Outcome.of(status));
  }
}
