package dev.cuffline.gateway.format;

import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.rules.reading.ReadingFlag;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the cuff besides its frame, in the connection in which the frame was read.
 *
 * @param device empty when only the login says who it is
 * @param clocks empty when the cuff's own clock was not read
 * @param supported flags whose absence means "not detected" (devices.md 1.5)
 * @param messageId of the frame
 * @param notes what was odd about it
 */
record CuffContext(
    Optional<DeviceKey> device,
    Optional<Clocks> clocks,
    Set<ReadingFlag> supported,
    Optional<String> messageId,
    DeviceState state,
    List<Reason> notes) {
  /** A frame that comes alone. */
  static final CuffContext NONE =
      new CuffContext(
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          DeviceState.NONE,
          List.of());

  CuffContext {
    supported = Set.copyOf(supported);
    notes = List.copyOf(notes);
  }

  /**
   * Two clocks, read at the same moment.
   *
   * @param cuff wall time of the cuff
   * @param hub the hub's time
   * @param synchronised whether the hub says that a network has set its clock
   */
  record Clocks(LocalDateTime cuff, Instant hub, boolean synchronised) {}

  CuffContext withMessageId(String id) {
    return new CuffContext(device, clocks, supported, Optional.of(id), state, notes);
  }

  /** A cuff's wall time, with the clocks it can be repaired by. */
  WireTime time(LocalDateTime wall, String raw) {
    return clocks.isPresent()
        ? new WireTime.Repairable(
            wall, clocks.get().cuff(), clocks.get().hub(), clocks.get().synchronised(), raw)
        : new WireTime.Local(wall, raw);
  }
}
