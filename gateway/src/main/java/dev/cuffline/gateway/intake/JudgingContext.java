package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.registry.Assignment;
import dev.cuffline.gateway.registry.DeviceRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;

/**
 * What an item is judged by.
 *
 * @param receivedAt when the gateway received it
 * @param judgedAt receipt, or the release from quarantine
 * @param device what is on file about the device; empty when nobody knows it
 * @param zone in which wall time is read; empty when nobody knows it
 */
public record JudgingContext(
    Instant receivedAt, Instant judgedAt, Optional<DeviceRecord> device, Optional<ZoneId> zone) {
  /** With the zone of whoever holds the device, or held it last, when the item was received. */
  public static JudgingContext of(
      Instant receivedAt, Instant judgedAt, Optional<DeviceRecord> device, Optional<String> slot) {
    Optional<ZoneId> zone =
        device.flatMap(record ->
            record.assignments().stream()
                .filter(assignment -> assignment.matches(slot))
                .filter(assignment -> !assignment.from().isAfter(judgedAt))
                .max(
                    Comparator.comparing((Assignment assignment) -> assignment.covers(receivedAt))
                        .thenComparing(Assignment::from))
                .map(Assignment::zone));
    return new JudgingContext(receivedAt, judgedAt, device, zone);
  }
}
