package dev.cuffline.gateway.ingress.listener;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The devices connected now: at most one session for each source and client id. Safe for use by
 * many threads.
 */
final class Sessions {
  /**
   * What a session is known by. The source is part of it: otherwise one device could throw out
   * another by using its client id.
   *
   * @param sourceId the authenticated source
   * @param clientId as sent, or as assigned
   */
  record Key(String sourceId, String clientId) {}

  private final Map<Key, DeviceSession> open = new ConcurrentHashMap<>();
  private final AtomicLong revocations = new AtomicLong();

  /** Enters a session and returns the one it takes the place of. */
  Optional<DeviceSession> enter(Key key, DeviceSession session) {
    return Optional.ofNullable(open.put(key, session));
  }

  void leave(Key key, DeviceSession session) {
    open.remove(key, session);
  }

  /**
   * Cuts a source off. Its secret must already be refused: who authenticated before and enters
   * afterwards notices the changed {@link #revocations} and asks again.
   */
  void revoke(String sourceId) {
    revocations.incrementAndGet();
    open.forEach((key, session) -> {
      if (key.sourceId().equals(sourceId)) {
        session.endFromOutside(Refusal.REVOKED);
      }
    });
  }

  /** How often a source was revoked; grows. */
  long revocations() {
    return revocations.get();
  }

  int count() {
    return open.size();
  }
}
