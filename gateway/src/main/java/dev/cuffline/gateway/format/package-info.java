/**
 * Payload formats: bytes in, items out. One transmission yields 1..n {@link
 * dev.cuffline.gateway.format.DecodedItem}s; an undecodable one yields exactly one.
 *
 * <p>{@link dev.cuffline.gateway.format.Formats} knows them by name. Decoders are total: any bytes
 * give items with reasons, never an exception and never an unbounded allocation (D1). They know
 * nothing of patients, assignments or the time of day; what a time on the wire is worth is judged
 * in intake. What stood on the wire of a Bluetooth characteristic, before it became an item, is a
 * {@link dev.cuffline.gateway.format.PressureFrame}.
 */
@NullMarked
package dev.cuffline.gateway.format;

import org.jspecify.annotations.NullMarked;
