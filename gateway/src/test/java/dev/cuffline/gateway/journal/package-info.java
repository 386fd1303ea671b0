/**
 * The journal's contract, its fake for other rooms' tests, and the proof of P1 at the file layer.
 */
@NullMarked
package dev.cuffline.gateway.journal;

import org.jspecify.annotations.NullMarked;
