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
 * @param retained an MQTT message that a broker had kept for whoever subscribes
 * @param payload the bytes; ownership goes to the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // hot path: handed over once, never compared
public record Inbound(
    Transport transport,
    String format,
    String path,
    String contentType,
    boolean retained,
    byte[] payload) {
  /** One that comes straight from its sender, kept by nobody in between. */
  public Inbound(
      Transport transport, String format, String path, String contentType, byte[] payload) {
    this(transport, format, path, contentType, false, payload);
  }

  @Override
  public String toString() {
    return "Inbound[" + transport.code() + ", " + payload.length + " bytes]";
  }
}
