package dev.cuffline.gateway.delivery;

import java.time.Duration;

/**
 * How soon a destination that failed is tried again.
 *
 * @param first longest pause before the first new try
 * @param longest longest pause before any new try: how long after its recovery a destination may
 *     stay unnoticed
 * @param unauthorised pause after a refusal of our credentials
 * @param longestAsked longest pause that a destination may ask for
 */
public record Pace(Duration first, Duration longest, Duration unauthorised, Duration longestAsked) {
  /** Recovery is noticed within 1.5 s, also after a long outage: one small request at a time. */
  public static final Pace USUAL =
      new Pace(
          Duration.ofMillis(100),
          Duration.ofMillis(1_500),
          Duration.ofMinutes(1),
          Duration.ofHours(1));
}
