package dev.cuffline.gateway.ingress.listener;

import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's hold on a session, from its CONNECT until it ends or another takes it over.
 *
 * @param key of the session
 * @param state of the session
 * @param present whether the session was there before (MQTT 5.0 section 3.2.2.1.1)
 * @param expirySeconds how long the session outlives the connection unless DISCONNECT says
 *     otherwise; as granted
 */
record Lease(
    Sessions.Key key, SessionState state, boolean present, long expirySeconds, Channel channel) {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  /** Ends the connection; from any thread. */
  void end(Refusal refusal) {
    try {
      channel.eventLoop().execute(() -> endNow(refusal));
    } catch (RejectedExecutionException closed) {
      LOG.debug("Session ended with its listener");
    }
  }

  private void endNow(Refusal refusal) {
    DeviceSession session = channel.pipeline().get(DeviceSession.class);
    if (session == null) {
      Wire.close(channel);
    } else {
      session.end(refusal);
    }
  }

  /** A hold is itself and no other, however alike. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
