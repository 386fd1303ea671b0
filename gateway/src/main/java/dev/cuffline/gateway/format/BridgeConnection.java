package dev.cuffline.gateway.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.ReadingFlag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What else a hub has read in the connection of a {@code bridge.v1} envelope. */
final class BridgeConnection {
  /** Feature bit by bit; one bit stands for both ends of the pulse range (devices.md 1.5). */
  private static final List<Set<ReadingFlag>> BY_FEATURE_BIT =
      List.of(
          Set.of(ReadingFlag.BODY_MOVEMENT),
          Set.of(ReadingFlag.CUFF_TOO_LOOSE),
          Set.of(ReadingFlag.IRREGULAR_PULSE),
          Set.of(ReadingFlag.PULSE_ABOVE_RANGE, ReadingFlag.PULSE_BELOW_RANGE),
          Set.of(ReadingFlag.IMPROPER_POSITION));

  private BridgeConnection() {}

  static CuffContext context(JsonNode envelope, DeviceKey key) {
    List<Reason> notes = new ArrayList<>();
    return new CuffContext(
        Optional.of(key),
        clocks(envelope, notes),
        supported(characteristic(envelope, "feature", "2A49")),
        Optional.empty(),
        state(envelope),
        notes);
  }

  /** Both clocks or none: one alone repairs nothing. */
  private static Optional<CuffContext.Clocks> clocks(JsonNode envelope, List<Reason> notes) {
    Optional<byte[]> read =
        characteristic(envelope, "cuff_time_now", "2A2B").or(() -> ofRecord(envelope, "2A08"));
    Optional<LocalDateTime> cuff = read.flatMap(Characteristics::dateTime).flatMap(WallTime::value);
    Optional<Instant> hub = hubTime(envelope);
    if (cuff.isEmpty() && JsonFields.isGiven(envelope, "cuff_time_now")) {
      notes.add(Reason.of("cuff-clock-unreadable"));
    }
    if (hub.isEmpty() && JsonFields.isGiven(envelope, "hub_time")) {
      notes.add(Reason.of("hub-clock-unreadable"));
    }
    boolean synchronised =
        JsonFields.text(envelope, "hub_time_sync")
            .filter(by -> !by.equalsIgnoreCase("none"))
            .isPresent();
    return cuff.flatMap(
        wall -> hub.map(instant -> new CuffContext.Clocks(wall, instant, synchronised)));
  }

  private static Optional<Instant> hubTime(JsonNode envelope) {
    try {
      return JsonFields.text(envelope, "hub_time")
          .map(OffsetDateTime::parse)
          .filter(time -> time.getYear() >= 1 && time.getYear() <= 9_999)
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** From its own field, else from a record that holds it. */
  private static Optional<byte[]> characteristic(JsonNode envelope, String field, String uuid) {
    return JsonFields.isGiven(envelope, field)
        ? BridgeFormat.bytes(envelope.path(field))
        : ofRecord(envelope, uuid);
  }

  private static Optional<byte[]> ofRecord(JsonNode envelope, String uuid) {
    for (JsonNode record : envelope.path("records")) {
      if (JsonFields.text(record, "char").filter(uuid::equalsIgnoreCase).isPresent()) {
        return BridgeFormat.bytes(record.path("value"));
      }
    }
    return Optional.empty();
  }

  private static Set<ReadingFlag> supported(Optional<byte[]> feature) {
    Set<ReadingFlag> flags = EnumSet.noneOf(ReadingFlag.class);
    int bits =
        feature.flatMap(Characteristics::feature).map(Characteristics.Feature::bits).orElse(0);
    for (int bit = 0; bit < BY_FEATURE_BIT.size(); bit++) {
      if ((bits & (1 << bit)) != 0) {
        flags.addAll(BY_FEATURE_BIT.get(bit));
      }
    }
    return flags;
  }

  private static DeviceState state(JsonNode envelope) {
    Map<Gauge, Integer> said = new EnumMap<>(Gauge.class);
    put(said, Gauge.BATTERY_PERCENT, envelope.path("battery"));
    put(said, Gauge.RSSI_DBM, envelope.path("rssi"));
    return new DeviceState(said);
  }

  private static void put(Map<Gauge, Integer> said, Gauge gauge, JsonNode node) {
    JsonFields.integer(node)
        .filter(gauge::holds)
        .ifPresent(value -> said.put(gauge, Math.toIntExact(value)));
  }
}
