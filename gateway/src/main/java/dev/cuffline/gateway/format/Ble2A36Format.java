package dev.cuffline.gateway.format;

import java.util.List;
import java.util.Optional;

/**
 * {@code ble-2a36}: the pressure in the cuff while it inflates. For a display only; never stored,
 * never counted (D5).
 */
final class Ble2A36Format implements PayloadFormat {
  private final PlausibilityLimits limits;

  Ble2A36Format(PlausibilityLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "ble-2a36";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return List.of(
        switch (PressureFrame.read(payload, quirks, limits)) {
          case PressureFrame.Result.Unreadable unreadable ->
              Ble2A35Format.malformed(unreadable, Optional.empty());
          case PressureFrame.Result.Read read ->
              new DecodedItem.Irrelevant(Optional.empty(), List.of(Reason.of("display-only")));
        });
  }
}
