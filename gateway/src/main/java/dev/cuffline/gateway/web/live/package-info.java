/**
 * Live events: what a committed transaction changed, told to whoever looks at a practice.
 *
 * <p>One way, and short: the writer hands over the names of what changed and goes on; one thread
 * reads those rows, once for all who listen, and puts the event into each stream's own bounded
 * queue. A stream that does not read is told to start anew and is closed; it slows nobody, least of
 * all the writer. Events are numbered, and the newest are remembered, so that a reader who comes
 * back misses nothing or is told to {@code reset}.
 */
@NullMarked
package dev.cuffline.gateway.web.live;

import org.jspecify.annotations.NullMarked;
