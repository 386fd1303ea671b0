package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PracticeId;
import java.util.Optional;

/**
 * Whoever calls the API.
 *
 * @param name the actor of their commands
 * @param practice for which they may act; empty for every practice
 */
public record ApiToken(String name, Optional<PracticeId> practice) {}
