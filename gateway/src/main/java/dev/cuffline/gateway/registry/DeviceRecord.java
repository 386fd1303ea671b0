package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.util.List;

/**
 * What judging needs to know of a device.
 *
 * @param id our identifier
 * @param practice the owner
 * @param status regulatory status on file
 * @param manufacturer as registered or empty; chooses a decoding quirk together with the model (D4)
 * @param model as registered or empty
 * @param assignments all of them, past and present, oldest first
 * @param mayComeTwice whether one measurement may come by two ways: the device has several names,
 *     or one of its holders has had another device
 */
public record DeviceRecord(
    DeviceId id,
    PracticeId practice,
    RegulatoryStatus status,
    String manufacturer,
    String model,
    List<Assignment> assignments,
    boolean mayComeTwice) {
  /** Copies the assignments. */
  public DeviceRecord {
    assignments = List.copyOf(assignments);
  }
}
