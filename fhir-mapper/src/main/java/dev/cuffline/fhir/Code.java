package dev.cuffline.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;

/**
 * A code of a system.
 *
 * @param system absolute URI
 * @param code within the system
 * @param display for people
 */
public record Code(String system, String code, Optional<String> display) {
  /**
   * Reads {@code system|code} or {@code system|code|display}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Code parse(String text) {
    String[] parts = text.split("[|]", 3);
    if (parts.length < 2 || !parts[0].matches("[a-zA-Z][a-zA-Z0-9+.-]*:.+") || parts[1].isBlank()) {
      throw new IllegalArgumentException(text);
    }
    return new Code(
        parts[0],
        parts[1],
        parts.length == 3 && !parts[2].isBlank() ? Optional.of(parts[2]) : Optional.empty());
  }

  /** Whether a coding has this code, whatever it displays. */
  boolean is(Coding coding) {
    return system.equals(coding.getSystem()) && code.equals(coding.getCode());
  }

  Coding coding() {
    return new Coding(system, code, display.orElse(null));
  }
}
