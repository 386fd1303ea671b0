package dev.cuffline.gateway.registry;

import java.util.Optional;

/**
 * What stands on a device besides its maker.
 *
 * @param cuffSize empty when nobody has looked
 * @param udi the whole Unique Device Identifier as it is printed or scanned
 * @param clearance the FDA's number: 510(k) such as K123456, or De Novo such as DEN123456
 */
public record Label(Optional<CuffSize> cuffSize, Optional<String> udi, Optional<String> clearance) {
  /** Nobody has looked. */
  public static final Label NONE = new Label(Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks the values. */
  public Label {
    Checks.text(udi, "udi");
    if (clearance.filter(number -> !number.matches("(K|DEN)[0-9]{6}")).isPresent()) {
      throw new InvalidValueException(
          "clearance", "must be a 510(k) number such as K123456, or De Novo such as DEN123456");
    }
  }
}
