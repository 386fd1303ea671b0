package dev.cuffline.gateway.simulate;

import java.time.Instant;
import java.util.List;

/**
 * How a simulated cuff, its hub or its vendor's service writes measurements: the other half of a
 * decoder. Implementations are stateless; the same arguments give the same bytes.
 */
public interface PayloadEncoder {
  /** The format's name in topics and paths. */
  String format();

  /** How the payload names the cuff. */
  CuffNaming naming();

  /**
   * The key by which a vendor's payload names the cuff; here the IMEI's digits stand in for an id.
   */
  default String vendorKey(CuffIdentity cuff) {
    throw new IllegalStateException(format() + " names cuffs without a key of the vendor's");
  }

  /** Whether its payloads are lines of text. */
  default boolean isText() {
    return true;
  }

  /**
   * Payloads that carry these measurements, in their order: one for all where the format has
   * envelopes, else one for each.
   *
   * @param readings at least one
   * @param sentAt what a sender stamps at each attempt; no reading's identity depends on it
   */
  List<byte[]> encode(CuffIdentity cuff, List<Measured> readings, Instant sentAt);

  /** The keys by which a gateway finds the cuff that a payload names. */
  enum CuffNaming {
    /** It does not: the sender is the device. */
    LOGIN,
    /** By its IMEI. */
    IMEI,
    /** By its Bluetooth address. */
    BLUETOOTH,
    /** By an id in the vendor's system: {@link PayloadEncoder#vendorKey}. */
    VENDOR_KEY
  }
}
