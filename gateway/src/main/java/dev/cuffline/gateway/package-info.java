/**
 * The shell: main, commands, configuration, and the wiring of every room by plain constructors.
 *
 * <p>The data go one way: {@code ingress → journal → intake → store → delivery}; people go through
 * {@code web} and {@code registry} to the one writer. Nothing outside this package constructs
 * another room's adapters.
 */
@NullMarked
package dev.cuffline.gateway;

import org.jspecify.annotations.NullMarked;
