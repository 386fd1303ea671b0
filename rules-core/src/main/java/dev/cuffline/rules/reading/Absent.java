package dev.cuffline.rules.reading;

import java.util.Optional;

/**
 * Why values that a device could have given are not there. Systolic and diastolic are no part of
 * it: a measurement without both never becomes a reading.
 *
 * @param mean said in place of the mean arterial pressure; empty when that is a number, or was not
 *     spoken of
 * @param pulse the same of the pulse
 */
public record Absent(Optional<NoNumber> mean, Optional<NoNumber> pulse) {
  /** Nothing is said to be absent. */
  public static final Absent NOTHING = new Absent(Optional.empty(), Optional.empty());
}
