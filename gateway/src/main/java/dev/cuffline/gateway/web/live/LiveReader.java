package dev.cuffline.gateway.web.live;

import dev.cuffline.rules.reading.PracticeId;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Who listens.
 *
 * @param practice whose events
 * @param holder of the token or session, never a secret; streams are counted by it
 * @param after id of the last event that the reader knows; empty to begin now
 * @param stands whether token or session still stand; asked with every heartbeat, must not block
 */
public record LiveReader(
    PracticeId practice, String holder, Optional<String> after, BooleanSupplier stands) {}
