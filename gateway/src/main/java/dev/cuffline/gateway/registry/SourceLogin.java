package dev.cuffline.gateway.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * A login as people may see it.
 *
 * @param id MQTT user name
 * @param revokedAt since when it is refused
 */
public record SourceLogin(String id, Optional<Instant> revokedAt) {}
