/**
 * JSON formats as data: one YAML file describes how one vendor's payload is read ({@code
 * config/formats/*.yaml}; the keys are explained in {@code config/formats/README.md}).
 *
 * <p>{@link dev.cuffline.gateway.format.described.FormatFolder} reads the files of a folder, {@link
 * dev.cuffline.gateway.format.described.FormatFile} compiles one of them into a {@link
 * dev.cuffline.gateway.format.described.DescribedFormat}: plain objects that hold compiled JSON
 * Pointers and numbers. Nothing of a file is parsed again for a message. A wrong file is refused
 * whole, with file, line, key and what was expected.
 *
 * <p>The way of a record: {@code Records} finds it in the body, {@code MessageRule} says what kind
 * of message it is, {@code MeasurementRule} makes a measurement of it with the rules for values,
 * time, flags and gauges.
 */
@NullMarked
package dev.cuffline.gateway.format.described;

import org.jspecify.annotations.NullMarked;
