/**
 * What leaves: the outbox of each destination, sent in order, at least once, with ids that make it
 * at most one resource a reading (P4).
 *
 * <p>A destination never slows another one or an acknowledgement (P8): each has a thread, and reads
 * what the store holds. Content is made at the time of sending, so a retry sends the current
 * version.
 */
@NullMarked
package dev.cuffline.gateway.delivery;

import org.jspecify.annotations.NullMarked;
