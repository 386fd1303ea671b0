package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Settlement;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a session and not to one of its connections (MQTT 5.0 section 4.1): here only
 * which QoS 2 publishes were received and wait for their PUBREL, by packet id.
 *
 * <p>A publish is handed to the journal when its packet id is first seen, and the id is kept until
 * PUBREL (method B of MQTT 3.1.1 and 5.0 section 4.3.3), so that however often it is sent
 * meanwhile, over however many connections, it is journalled once.
 *
 * <p>The same packet id with other bytes is no repetition: a cuff that lost its power, and with it
 * its half of the session, counts from 1 again. Its reading is taken as a new one, not lost.
 *
 * <p>Only the connection that holds the session is listened to: what an older one had sent and we
 * read late must not touch the ids of its successor. Safe for use by many threads.
 */
final class SessionState {
  private final IntObjectMap<Received> received = new IntObjectHashMap<>(1);
  private @Nullable Lease holder;

  /** How a PUBREL is met. */
  enum Release {
    /** The packet id is free again. */
    RELEASED,
    /** No such packet id waits. */
    UNKNOWN,
    /** Its publish is not durable yet, so that no PUBREC can have asked for a PUBREL. */
    TOO_EARLY,
    /** From a connection that holds the session no longer. */
    STALE
  }

  /** How a QoS 2 PUBLISH is met. */
  sealed interface Arrival {
    /** To be journalled, telling this. */
    record First(Settlement settlement) implements Arrival {}

    /** Known; its answer comes by itself. */
    record Again() implements Arrival {}

    /** From a connection that holds the session no longer. */
    record Stale() implements Arrival {}
  }

  /** A publish whose packet id is not free yet. */
  private final class Received implements Settlement {
    private final int packetId;
    private final int digest;
    private @Nullable List<InFlight> waiting = new ArrayList<>(1);

    private Received(int packetId, int digest) {
      this.packetId = packetId;
      this.digest = digest;
    }

    private boolean isDurable() {
      return waiting == null;
    }

    private void await(InFlight answer) {
      if (waiting == null) {
        answer.durable();
      } else {
        waiting.add(answer);
      }
    }

    @Override
    public void durable() {
      synchronized (SessionState.this) {
        answers().forEach(InFlight::durable);
      }
    }

    @Override
    public void failed(Throwable cause) {
      synchronized (SessionState.this) {
        // Sent again it must be journalled again.
        if (received.get(packetId) == this) {
          received.remove(packetId);
        }
        answers().forEach(answer -> answer.failed(cause));
      }
    }

    private List<InFlight> answers() {
      List<InFlight> answers = waiting == null ? List.of() : waiting;
      waiting = null;
      return answers;
    }
  }

  synchronized void hold(Lease lease) {
    holder = lease;
  }

  /**
   * Takes a QoS 2 PUBLISH in.
   *
   * @param answer settled when the publish is, whichever connection brought it first
   * @param digest of its topic and payload
   */
  synchronized Arrival arrive(Lease from, InFlight answer, int digest) {
    if (!from.equals(holder)) {
      return new Arrival.Stale();
    }
    if (repeats(answer, digest)) {
      return new Arrival.Again();
    }
    Received first = new Received(answer.packetId(), digest);
    first.await(answer);
    received.put(answer.packetId(), first);
    return new Arrival.First(first);
  }

  synchronized Release release(Lease from, int packetId) {
    if (!from.equals(holder)) {
      return Release.STALE;
    }
    Received known = received.get(packetId);
    if (known == null) {
      return Release.UNKNOWN;
    }
    if (!known.isDurable()) {
      return Release.TOO_EARLY;
    }
    received.remove(packetId);
    return Release.RELEASED;
  }

  /** How many publishes wait for their PUBREL or for the journal. */
  synchronized int unreleased() {
    return received.size();
  }

  private boolean repeats(InFlight answer, int digest) {
    Received known = received.get(answer.packetId());
    if (known == null || known.digest != digest) {
      return false;
    }
    known.await(answer);
    return true;
  }
}
