package dev.cuffline.gateway.alerting;

import dev.cuffline.rules.trend.RulePack;
import dev.cuffline.rules.trend.Screen;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The rules that hold for a patient.
 *
 * @param screen tells cheaply that no rule can be met; empty where the pack has none
 * @param until first date on which others hold; empty as long as none are on file
 */
record Ruling(RulePack pack, Optional<Screen> screen, Optional<LocalDate> until) {
  static Ruling of(RulePack pack) {
    return new Ruling(pack, Screen.of(pack), Optional.empty());
  }

  /** The same up to a date. */
  Ruling until(LocalDate next) {
    return new Ruling(pack, screen, Optional.of(next));
  }

  /** Whether it still holds on a date. */
  boolean holdsOn(LocalDate date) {
    return until.map(date::isBefore).orElse(true);
  }
}
