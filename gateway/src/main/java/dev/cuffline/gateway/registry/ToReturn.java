package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.time.Instant;

/**
 * A cuff that has sent after its last patient's end and did not come back: somebody must fetch it.
 *
 * @param device which
 * @param patient who had it last
 * @param endedAt when it stopped being theirs
 * @param seenAt when it was last heard, exact to a quarter of an hour
 */
public record ToReturn(DeviceId device, PatientId patient, Instant endedAt, Instant seenAt) {}
