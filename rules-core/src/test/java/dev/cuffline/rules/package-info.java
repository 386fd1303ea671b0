/** Rules that hold for the whole module. */
@NullMarked
package dev.cuffline.rules;

import org.jspecify.annotations.NullMarked;
