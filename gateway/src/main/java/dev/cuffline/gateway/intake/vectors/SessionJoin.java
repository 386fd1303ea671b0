package dev.cuffline.gateway.intake.vectors;

import dev.cuffline.gateway.format.Capture;
import dev.cuffline.gateway.format.DecodedItem.Measurement;
import dev.cuffline.gateway.intake.Judged;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.ReadingFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins a pressure with the pulse and the flags that its vendor sent in messages of their own, as
 * whoever reads the store sees them; each of them stays an item of its own.
 */
final class SessionJoin {
  private SessionJoin() {}

  private record Key(Optional<DeviceKey> device, Capture.Session session) {}

  static List<Judged> joined(List<Judged> judged) {
    List<Judged> shown = new ArrayList<>();
    for (Judged each : judged) {
      Optional<Key> key = key(each);
      boolean pressure = isPressure(each);
      List<Judged> others =
          key.isEmpty()
              ? List.of()
              : judged.stream()
                  .filter(other -> key(other).equals(key) && isPressure(other) != pressure)
                  .toList();
      if (pressure) {
        shown.add(others.stream().reduce(each, SessionJoin::with));
      } else if (others.isEmpty()) {
        shown.add(each);
      }
    }
    return shown;
  }

  private static Optional<Key> key(Judged judged) {
    Measurement measurement = judged.measurement().orElseThrow();
    return measurement.capture().session().map(session -> new Key(measurement.device(), session));
  }

  private static boolean isPressure(Judged judged) {
    return judged.measurement().orElseThrow().bloodPressure().isPresent();
  }

  private static Judged with(Judged pressure, Judged other) {
    Measurement own = pressure.measurement().orElseThrow();
    Measurement joined = other.measurement().orElseThrow();
    return new Judged(
        pressure.disposition(),
        pressure.reasons(),
        Optional.of(
            new Measurement(
                own.device(),
                own.slot(),
                own.time(),
                own.bloodPressure(),
                own.lone(),
                own.pulse().or(joined::pulse),
                both(own.flags(), joined.flags()),
                both(own.stated(), joined.stated()),
                own.entry(),
                own.plausible(),
                own.vendorReadingId(),
                own.messageId(),
                own.rawValues(),
                own.state(),
                own.reasons(),
                own.capture())),
        pressure.measuredAt(),
        pressure.owner());
  }

  private static Set<ReadingFlag> both(Set<ReadingFlag> some, Set<ReadingFlag> others) {
    Set<ReadingFlag> all = EnumSet.noneOf(ReadingFlag.class);
    all.addAll(some);
    all.addAll(others);
    return all;
  }
}
