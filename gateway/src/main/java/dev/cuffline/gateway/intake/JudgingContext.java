package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceRecord;
import dev.cuffline.gateway.registry.SourceClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an item is judged by.
 *
 * @param receivedAt when the gateway received it
 * @param judgedAt receipt, or the release from quarantine
 * @param device what is on file about the device; empty when nobody knows it
 * @param zone in which wall time is read; empty when nobody knows it
 * @param clock what a person has said about the sender's times
 */
public record JudgingContext(
    Instant receivedAt,
    Instant judgedAt,
    Optional<DeviceRecord> device,
    Optional<ZoneId> zone,
    Optional<SourceClock> clock) {
  /** Nobody has said anything about the sender. */
  public JudgingContext(
      Instant receivedAt, Instant judgedAt, Optional<DeviceRecord> device, Optional<ZoneId> zone) {
    this(receivedAt, judgedAt, device, zone, Optional.empty());
  }

  /**
   * With the zone that a person has said for the sender, or else of whoever holds the device, or
   * held it last, when the item was received.
   */
  public static JudgingContext of(
      Instant receivedAt,
      Instant judgedAt,
      Optional<DeviceRecord> device,
      Optional<String> slot,
      Optional<SourceClock> clock) {
    Optional<ZoneId> zone =
        clock.flatMap(SourceClock::zone).or(() -> holdersZone(receivedAt, judgedAt, device, slot));
    return new JudgingContext(receivedAt, judgedAt, device, zone, clock);
  }

  /** When the slot is nobody's, the zone of all who share the device, if they share that too. */
  private static Optional<ZoneId> holdersZone(
      Instant receivedAt, Instant judgedAt, Optional<DeviceRecord> device, Optional<String> slot) {
    List<Assignment> begun =
        device.stream()
            .flatMap(record -> record.assignments().stream())
            .filter(assignment -> !assignment.from().isAfter(judgedAt))
            .toList();
    Optional<ZoneId> ofSlot =
        begun.stream()
            .filter(assignment -> assignment.matches(slot))
            .max(
                Comparator.comparing((Assignment assignment) -> assignment.covers(receivedAt))
                    .thenComparing(Assignment::from))
            .map(Assignment::zone);
    List<ZoneId> shared = begun.stream().map(Assignment::zone).distinct().toList();
    return ofSlot.or(() -> shared.size() == 1 ? Optional.of(shared.getFirst()) : Optional.empty());
  }

  /** The limits by which the sender's clock is judged. */
  ClockLimits limits(ClockLimits usual) {
    return clock
        .map(said ->
            new ClockLimits(
                said.futureTolerance().orElse(usual.futureTolerance()),
                said.oldest().orElse(usual.oldest()),
                usual.lateAfter(),
                usual.defaultDates()))
        .orElse(usual);
  }
}
