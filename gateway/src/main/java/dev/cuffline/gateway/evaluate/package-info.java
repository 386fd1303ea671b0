/**
 * One question to the rules, without a gateway: a scenario as JSON in, both clocks, determinations,
 * findings and alerts as JSON out.
 *
 * <p>Owns how a scenario is written (defaults, short forms, what is refused and with which words)
 * and how an answer is; {@code config/evaluate} holds both as JSON Schema. Decides nothing itself:
 * facts go to {@code rules-core} as the gateway's own do, and readings are taken as intake would
 * have stored them. Touches neither store nor journal.
 */
@NullMarked
package dev.cuffline.gateway.evaluate;

import org.jspecify.annotations.NullMarked;
