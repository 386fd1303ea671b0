package dev.cuffline.gateway.journal;

import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.Arrays;

/**
 * Bytes as received from one authenticated source, before anybody looked into them.
 *
 * <p>Its {@code toString} shows neither payload nor topic (P7).
 *
 * @param id ULID given at receipt; opaque, may appear in logs and URLs
 * @param receivedAt the gateway's clock at receipt
 * @param practice the practice that owns the source
 * @param transport by which way
 * @param source id of the authenticated device, hub or API source
 * @param format name of the payload format, from the topic or the path; not checked here
 * @param path the MQTT topic or the HTTP path
 * @param contentType media type as stated by the sender; empty when none was
 * @param retained an MQTT message that a broker had kept
 * @param payload the bytes; not copied, must not be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // hot path: ownership is handed over, nobody writes to it
public record Transmission(
    String id,
    Instant receivedAt,
    PracticeId practice,
    Transport transport,
    String source,
    String format,
    String path,
    String contentType,
    boolean retained,
    byte[] payload) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Transmission that
        && id.equals(that.id)
        && receivedAt.equals(that.receivedAt)
        && practice.equals(that.practice)
        && transport == that.transport
        && source.equals(that.source)
        && format.equals(that.format)
        && path.equals(that.path)
        && contentType.equals(that.contentType)
        && retained == that.retained
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Transmission[" + id + ", " + transport.code() + ", " + payload.length + " bytes]";
  }
}
