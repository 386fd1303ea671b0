package dev.cuffline.gateway.registry;

import java.util.List;

/**
 * What came of an EHR's statements about one patient.
 *
 * @param filledIn how many facts were missing here
 * @param proposed ids of those that wait for a person, since now
 */
public record EhrTaken(int filledIn, List<String> proposed) {
  /** Copies the list. */
  public EhrTaken {
    proposed = List.copyOf(proposed);
  }
}
