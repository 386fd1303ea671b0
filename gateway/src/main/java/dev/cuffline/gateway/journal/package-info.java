/**
 * The journal: every transmission as its bytes arrived, durable before anybody is told so (P1).
 *
 * <p>Ingress appends, intake reads. Appends are grouped, one {@code fdatasync} a group, and the
 * promise of an append completes only after it. Positions grow by one; the journal carries a random
 * epoch, so that a cursor of another journal is noticed and refused. Nothing here parses a payload.
 */
@NullMarked
package dev.cuffline.gateway.journal;

import org.jspecify.annotations.NullMarked;
