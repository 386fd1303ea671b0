package dev.cuffline.gateway.billing;

import java.util.List;
import java.util.Optional;

/**
 * What came of a release.
 *
 * @param batch number of the batch; empty when nothing could be released
 * @param claims what is in it, by patient
 * @param refused what could not be released, and why
 */
public record Release(Optional<Long> batch, List<Claim> claims, List<Refused> refused) {
  /** Copies the lists. */
  public Release {
    claims = List.copyOf(claims);
    refused = List.copyOf(refused);
  }

  /**
   * A determination that was not released.
   *
   * @param line which
   * @param problem a phrase that follows its name
   */
  public record Refused(LineKey line, String problem) {}

  /** What came of it for one patient. */
  record Part(Optional<Long> batch, List<Claim> claims, List<Refused> refused) {}
}
