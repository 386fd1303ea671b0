/**
 * The device-facing MQTT endpoint: not a broker, it takes publishes and acknowledges them once they
 * are durable. {@link dev.cuffline.gateway.ingress.listener.MqttListener} is the entry.
 *
 * <p>MQTT 5.0, 3.1.1 and 3.1; QoS 0, 1 and 2; plain text and TLS. What a connection passes through:
 *
 * <pre>
 * socket → (TLS) → PacketFrames → MqttDecoder → FrameCheck → keep-alive → AwaitingConnect, then DeviceSession
 * PUBLISH → Publishes (own id? alias? known packet id?) → Reception → journal
 * journal thread → InFlight → AckPump (one task a group and event loop) → AckWindow → PUBACKs and PUBRECs in order, one flush
 * </pre>
 *
 * <p>Decisions where the standard leaves room, or where a device matters more than the letter:
 *
 * <ul>
 *   <li>QoS 2: a publish is journalled when its packet id is first seen, PUBREC leaves after the
 *       commit, and the id is kept until PUBREL. The same id with other bytes is another message: a
 *       cuff that lost its half of the session must not lose its reading.
 *   <li>Sessions ({@code Sessions}, {@code SessionState}) hold unreleased QoS 2 packet ids and
 *       nothing else, in memory: after a restart of the gateway session present is 0, a PUBREL is
 *       answered with 0x92, and a repeated publish is journalled again, for intake to find it a
 *       duplicate. They outlive their connection as long as MQTT 5 asks, at most {@code
 *       mqtt.sessionExpiry}, which MQTT 5 is told in CONNACK; MQTT 3 without clean session gets
 *       that longest time. Beyond {@code mqtt.keptSessions} the one that waits longest is
 *       forgotten.
 *   <li>An unknown topic alias without a topic is a protocol error, 0x82 (MQTT 5.0, 3.3.4); 0x94 is
 *       for an alias of 0 or above the maximum.
 *   <li>Wills are accepted, checked and never published or journalled; retained publishes are taken
 *       like others, their flag means nothing here, and nothing is retained. Nobody can subscribe,
 *       so neither can be observed; refusing them would only turn devices away.
 *   <li>Message expiry is ignored: a reading is worth keeping however late. So are user properties,
 *       response topics and what a client offers for messages it will never get.
 *   <li>Enhanced authentication is refused with 0x8C at CONNECT; AUTH after that is a protocol
 *       error.
 *   <li>A client whose Maximum Packet Size is below 128 bytes is refused with 0x95: it could not
 *       take our answers. Reason strings are sent unless Request Problem Information is 0.
 *   <li>Every SUBSCRIBE is answered with a failure code, since nothing will ever come.
 *   <li>A publish under another device's id is refused: MQTT 5 PUBACK or PUBREC 0x87 (QoS 0:
 *       DISCONNECT 0x87, so that no publish vanishes unseen), MQTT 3 close. All other topics are
 *       journalled.
 *   <li>A topic or id holding U+0000 or U+FFFD (which stands for bytes that are not UTF-8) is a
 *       malformed packet.
 *   <li>Sessions are keyed by source and client id: taking over needs the same credentials. What
 *       the old connection still sends touches nothing any more, and what it published is never
 *       acknowledged on the new one.
 * </ul>
 *
 * <p>Buffers: every inbound message is released by the handler that consumes it ({@code
 * AwaitingConnect}, {@code DeviceSession}) after its payload was copied once.
 */
@NullMarked
package dev.cuffline.gateway.ingress.listener;

import org.jspecify.annotations.NullMarked;
