package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.RefusedException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * What is wrong with a form, beside the field where it is wrong.
 *
 * @param byField what to do, by the field's name; under the empty name what concerns the whole form
 */
public record Problems(Map<String, String> byField) {
  /** Nothing is wrong. */
  public static final Problems NONE = new Problems(Map.of());

  /** Copies the map. */
  public Problems {
    byField = Map.copyOf(byField);
  }

  /** One thing is wrong. */
  public static Problems of(String field, String words) {
    return new Problems(Map.of(field, words));
  }

  /**
   * What a command refused, in words.
   *
   * @throws RuntimeException the fault itself when it is no refusal
   */
  public static Problems of(RuntimeException fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return switch (cause) {
      case InvalidValueException invalid -> of(invalid.field(), invalid.problem());
      case RefusedException refused -> of(refused.field(), refused.problem());
      default -> throw fault;
    };
  }

  /** At a field; empty when it is fine. */
  public String at(String field) {
    return byField.getOrDefault(field, "");
  }

  /** Whether anything is wrong. */
  public boolean any() {
    return !byField.isEmpty();
  }
}
