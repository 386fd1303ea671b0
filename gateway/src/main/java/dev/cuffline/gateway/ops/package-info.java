/**
 * Running the gateway: the data folder and its lock, health, and what operators look at and ask,
 * among it "where is my reading?".
 *
 * <p>A data folder belongs to one process at a time; {@link dev.cuffline.gateway.ops.DataFolder} is
 * the first thing opened and the last thing closed.
 */
@NullMarked
package dev.cuffline.gateway.ops;

import org.jspecify.annotations.NullMarked;
