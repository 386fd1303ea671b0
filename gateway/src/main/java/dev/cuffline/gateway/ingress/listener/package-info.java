/**
 * The device-facing MQTT endpoint: not a broker, it takes publishes and acknowledges them once they
 * are durable. {@link dev.cuffline.gateway.ingress.listener.MqttListener} is the entry.
 *
 * <p>MQTT 5.0, 3.1.1 and 3.1; QoS 0 and 1. What a connection passes through:
 *
 * <pre>
 * socket → (TLS) → PacketFrames → MqttDecoder → FrameCheck → keep-alive → AwaitingConnect, then DeviceSession
 * journal thread → InFlight → AckPump (one task a group and event loop) → AckWindow → PUBACKs in order, one flush
 * </pre>
 *
 * <p>Decisions where the standard leaves room, or where a device matters more than the letter:
 *
 * <ul>
 *   <li>Nothing is kept between connections, so {@code session present} is never set and MQTT 5 is
 *       told session expiry 0. A publish that was not acknowledged is sent again by its device.
 *   <li>Wills are accepted and never published; retained publishes are taken like others and
 *       nothing is retained. Nobody can subscribe, so neither can be observed; refusing them would
 *       only turn devices away.
 *   <li>Every SUBSCRIBE is answered with a failure code, since nothing will ever come.
 *   <li>A publish under another device's id is refused: MQTT 5 PUBACK 0x87 (QoS 0: DISCONNECT 0x87,
 *       so that no publish vanishes unseen), MQTT 3 close. All other topics are journalled.
 *   <li>QoS 2: MQTT 5 is told maximum QoS 1 and disconnected with 0x9B, MQTT 3 is closed.
 *   <li>A topic or id holding U+0000 or U+FFFD (which stands for bytes that are not UTF-8) is a
 *       malformed packet.
 *   <li>Sessions are keyed by source and client id: taking over needs the same credentials.
 * </ul>
 *
 * <p>Buffers: every inbound message is released by the handler that consumes it ({@code
 * AwaitingConnect}, {@code DeviceSession}) after its payload was copied once.
 */
@NullMarked
package dev.cuffline.gateway.ingress.listener;

import org.jspecify.annotations.NullMarked;
