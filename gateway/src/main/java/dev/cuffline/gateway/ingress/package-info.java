/**
 * Ingress takes bytes off a wire and nothing else: it never looks into a payload.
 *
 * <p>Every transport asks {@link dev.cuffline.gateway.registry.Sources} who is calling, hands what
 * it got to {@link dev.cuffline.gateway.ingress.Reception}, and answers its sender only from the
 * {@link dev.cuffline.gateway.ingress.Settlement} that comes back: acknowledged means durable (P1).
 *
 * <p>Refused at the door are only: who is not known, what is too big, what comes too fast, and what
 * is published under somebody else's device id. Everything else, however odd, is journalled and
 * acknowledged, so that no sender repeats it for ever; whether it makes sense is judged by intake.
 *
 * <p>Transports never import each other.
 */
@NullMarked
package dev.cuffline.gateway.ingress;

import org.jspecify.annotations.NullMarked;
