package dev.cuffline.gateway.ingress.listener;

import io.netty.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of all devices: those connected now, at most one connection for each source and
 * client id, and those that outlive their connection. In memory: none survives a restart of the
 * gateway. Safe for use by many threads.
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

  /** What {@link #enter} gives. */
  record Entered(Lease lease, Optional<Lease> takenOver) {}

  private record Kept(SessionState state, Instant expiresAt) {}

  private final InstantSource clock;
  private final Duration longestExpiry;
  private final int mostKept;
  private final Map<Key, Lease> connected = new HashMap<>();

  /** In the order in which their connections ended. */
  private final LinkedHashMap<Key, Kept> kept = new LinkedHashMap<>();

  private final AtomicLong revocations = new AtomicLong();

  /**
   * Makes a register.
   *
   * @param longestExpiry no session outlives its connection longer
   * @param mostKept so many may outlive their connections; beyond, the one that waits longest goes
   */
  Sessions(InstantSource clock, Duration longestExpiry, int mostKept) {
    this.clock = clock;
    this.longestExpiry = longestExpiry;
    this.mostKept = mostKept;
  }

  /** Gives a connection its session, an old or a new one, and whom it takes it from. */
  synchronized Entered enter(Key key, ConnectTerms terms, Channel channel) {
    Lease older = connected.get(key);
    Kept left = kept.remove(key);
    SessionState found = terms.cleanStart() ? null : found(older, left);
    SessionState state = found == null ? new SessionState() : found;
    Lease lease =
        new Lease(key, state, found != null, grant(terms.sessionExpirySeconds()), channel);
    state.hold(lease);
    connected.put(key, lease);
    return new Entered(lease, Optional.ofNullable(older));
  }

  /** How long a session may outlive its connection. */
  long grant(long askedSeconds) {
    return Math.min(askedSeconds, longestExpiry.toSeconds());
  }

  /**
   * The connection ended; nothing happens when another has taken the session over.
   *
   * @param expirySeconds how long the session stays; 0 forgets it
   */
  synchronized void leave(Lease lease, long expirySeconds) {
    if (!connected.remove(lease.key(), lease) || expirySeconds == 0) {
      return;
    }
    kept.put(lease.key(), new Kept(lease.state(), clock.instant().plusSeconds(expirySeconds)));
    if (kept.size() > mostKept) {
      kept.pollFirstEntry();
    }
  }

  /** Forgets what has expired; {@link #enter} never finds it either way. */
  synchronized void sweep() {
    Instant now = clock.instant();
    kept.values().removeIf(session -> !session.expiresAt().isAfter(now));
  }

  /**
   * Cuts a source off and forgets its sessions. Its secret must already be refused: who
   * authenticated before and enters afterwards notices the changed {@link #revocations} and asks
   * again.
   */
  void revoke(String sourceId) {
    revocations.incrementAndGet();
    forgetAllOf(sourceId).forEach(lease -> lease.end(Refusal.REVOKED));
  }

  /** How often a source was revoked; grows. */
  long revocations() {
    return revocations.get();
  }

  /** Devices connected now. */
  synchronized int count() {
    return connected.size();
  }

  /** Sessions that outlive their connection. */
  synchronized int keptCount() {
    return kept.size();
  }

  private synchronized List<Lease> forgetAllOf(String sourceId) {
    kept.keySet().removeIf(key -> key.sourceId().equals(sourceId));
    List<Lease> leases =
        connected.values().stream()
            .filter(lease -> lease.key().sourceId().equals(sourceId))
            .toList();
    leases.forEach(lease -> connected.remove(lease.key()));
    return leases;
  }

  private @Nullable SessionState found(@Nullable Lease older, @Nullable Kept left) {
    if (older != null) {
      // A session without expiry ends with its connection, and that ends now.
      return older.expirySeconds() == 0 ? null : older.state();
    }
    return left == null || !left.expiresAt().isAfter(clock.instant()) ? null : left.state();
  }
}
