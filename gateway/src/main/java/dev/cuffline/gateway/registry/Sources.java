package dev.cuffline.gateway.registry;

import java.util.Optional;

/** Answers who a sender is. Must not block: it is asked on event loops. */
public interface Sources {
  /**
   * The source with this id, when the secret is right and it is not revoked.
   *
   * @param id MQTT user name
   * @param secret as sent; compared in constant time with the stored SHA-256
   */
  Optional<Source> authenticate(String id, byte[] secret);

  /** The source whose API key this is, for HTTP senders. */
  Optional<Source> authenticateKey(byte[] apiKey);
}
