/**
 * The subscription at somebody's broker (MQTT 5, Eclipse Paho): takes what the broker sends and
 * acknowledges it once it is durable. {@link
 * dev.cuffline.gateway.ingress.subscriber.BrokerSubscriber} is the entry, one for each broker.
 *
 * <pre>
 * broker → Paho's threads → Arrivals → journal          (nothing waits here)
 * journal thread → Delivery → Window → the subscriber's own thread → PUBACKs in order of arrival
 * </pre>
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A PUBACK leaves only after the journal said that its message is durable (P1). MQTT sends
 *       nothing again on a live connection, so a message that the journal did not take ends the
 *       connection; the session is kept, and the broker sends it again on the next one.
 *   <li>Every connection is a Paho client of its own with its own window. What settles after its
 *       connection is gone is acknowledged nowhere: the packet id means another message by then.
 *   <li>Only {@code Arrivals} runs on Paho's callback thread, and it never blocks and never calls
 *       Paho. Connecting, subscribing, acknowledging and closing are done by the subscriber's one
 *       thread, so none of Paho's known deadlocks has the two parties it needs.
 *   <li>Paho's own reconnecting is off, its persistence is in memory (our journal is the durable
 *       one), manual acknowledgement is on, and no topic alias is offered: each of these is broken
 *       in 1.2.5 or loses messages.
 *   <li>Stopping does not unsubscribe: the broker keeps for the session what comes meanwhile.
 * </ul>
 *
 * <p>The sender was authenticated by the broker, not by us. The source of a transmission is
 * therefore the device that the topic names, where the settings say which level does, else {@code
 * broker:NAME}; the practice comes from the settings. Who may publish where is for the broker's
 * access rules to say. What comes for a practice that is not on file yet is taken and quarantined
 * like anything of an unknown device, and judged again once the device is registered.
 */
@NullMarked
package dev.cuffline.gateway.ingress.subscriber;

import org.jspecify.annotations.NullMarked;
