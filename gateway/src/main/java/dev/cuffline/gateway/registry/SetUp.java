package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The device's set-up and the patient's education (R20).
 *
 * @param on date; empty while it has not happened
 * @param billed whether 99453 went out for this episode already (R19)
 */
public record SetUp(Optional<LocalDate> on, boolean billed) {
  /** Not done, not billed. */
  public static final SetUp NONE = new SetUp(Optional.empty(), false);
}
