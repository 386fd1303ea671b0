package dev.cuffline.gateway.ingress;

import dev.cuffline.gateway.journal.Transport;

/**
 * Bytes as a transport got them, before they are given an id and a time.
 *
 * <p>Its {@code toString} shows neither payload nor path (P7).
 *
 * @param transport by which way
 * @param format decoded name of the payload format; empty when the topic names none
 * @param path the MQTT topic or the HTTP path, as sent
 * @param contentType media type as stated by the sender; empty when none was
 * @param payload the bytes; ownership goes to the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // hot path: handed over once, never compared
public record Inbound(
    Transport transport, String format, String path, String contentType, byte[] payload) {
  @Override
  public String toString() {
    return "Inbound[" + transport.code() + ", " + payload.length + " bytes]";
  }
}
