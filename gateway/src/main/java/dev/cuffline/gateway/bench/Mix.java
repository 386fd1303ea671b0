package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.simulate.Encoders;
import dev.cuffline.gateway.simulate.PayloadEncoder;
import java.util.List;
import java.util.Optional;

/**
 * What the hubs of a load test write: each hub one format, and its cuffs the same.
 *
 * @param encoders taken in turn by the hubs
 * @param hubs how many there are
 */
record Mix(List<PayloadEncoder> encoders, int hubs) {
  Mix {
    encoders = List.copyOf(encoders);
  }

  static Mix of(LoadSettings settings) {
    List<PayloadEncoder> encoders =
        settings.format().equals(LoadSettings.MIXED)
            ? Encoders.names().stream()
                .map(Encoders::find)
                .flatMap(Optional::stream)
                .filter(encoder -> encoder.naming() != PayloadEncoder.CuffNaming.LOGIN)
                .toList()
            : List.of(Encoders.find(settings.format()).orElseThrow());
    return new Mix(encoders, settings.connections());
  }

  /** What the hub of this place writes. */
  PayloadEncoder ofHub(int place) {
    return encoders.get(place % encoders.size());
  }

  /** What the device of this place writes. */
  PayloadEncoder ofDevice(int place) {
    return ofHub(place % hubs);
  }
}
