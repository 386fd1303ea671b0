package dev.cuffline.gateway.registry;

import dev.cuffline.rules.reading.PracticeId;

/**
 * Somebody who may send: a cuff, a hub, or a vendor's service. It belongs to one practice, so that
 * an unknown device behind it has an owner.
 *
 * @param id the MQTT user name, and the id in its topics
 * @param practice the owner
 */
public record Source(String id, PracticeId practice) {}
