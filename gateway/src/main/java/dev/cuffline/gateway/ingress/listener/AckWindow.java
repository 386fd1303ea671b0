package dev.cuffline.gateway.ingress.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The publishes of one connection that wait for their answer, in the order they came.
 *
 * <p>PUBACKs leave in that order (MQTT 5.0 section 4.6) although the journal may settle in another:
 * only the settled head of the queue is answered. Answers that are due together leave in one buffer
 * and one flush. All methods but {@link #settled} are called on the connection's event loop.
 */
final class AckWindow {
  private static final int PUBACK = 0x40;
  private static final int LONGEST_PUBACK = 5;

  /** The connection, as far as its window needs it. */
  interface Owner {
    /** Publishes were answered; there may be room again. */
    void answered();

    /** The oldest publish can never be acknowledged. */
    void journalFailed();
  }

  private final Channel channel;
  private final AckPump pump;
  private final Owner owner;
  private final ArrayDeque<InFlight> queue = new ArrayDeque<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private int awaitingAck;
  private long bytes;

  AckWindow(Channel channel, AckPump pump, Owner owner) {
    this.channel = channel;
    this.pump = pump;
    this.owner = owner;
  }

  void add(InFlight publish) {
    queue.add(publish);
    bytes += publish.size();
    awaitingAck += weight(publish);
  }

  /** Some publish of this window was settled; from any thread. */
  void settled() {
    if (woken.compareAndSet(false, true)) {
      pump.wake(this);
    }
  }

  /** Answers whatever is due. */
  void drain() {
    woken.set(false);
    ByteBuf answers = null;
    boolean failed = false;
    boolean removed = false;
    for (InFlight head = queue.peek(); head != null && !head.isWaiting(); head = queue.peek()) {
      if (head.hasFailed()) {
        failed = true;
        break;
      }
      remove(head);
      removed = true;
      answers = answer(answers, head);
    }
    if (answers != null) {
      Wire.send(channel, answers);
    }
    if (failed) {
      owner.journalFailed();
    } else if (removed) {
      owner.answered();
    }
  }

  /** A fault of ours: this connection ends, the others go on. */
  void broken(Throwable fault) {
    Wire.lost(channel, fault);
  }

  /** Forgets everything: the connection is over. What is under way still reaches the journal. */
  void abandon() {
    queue.clear();
    bytes = 0;
    awaitingAck = 0;
  }

  int messages() {
    return queue.size();
  }

  /** QoS 1 publishes not acknowledged yet: what MQTT 5.0 calls the send quota in use. */
  int awaitingAck() {
    return awaitingAck;
  }

  long bytes() {
    return bytes;
  }

  private void remove(InFlight head) {
    queue.remove();
    bytes -= head.size();
    awaitingAck -= weight(head);
  }

  private static int weight(InFlight publish) {
    return publish.packetId() == InFlight.NO_PACKET_ID ? 0 : 1;
  }

  private @Nullable ByteBuf answer(@Nullable ByteBuf answers, InFlight publish) {
    if (publish.packetId() == InFlight.NO_PACKET_ID) {
      return answers;
    }
    ByteBuf out =
        answers != null ? answers : channel.alloc().buffer(LONGEST_PUBACK * (queue.size() + 1));
    // Written here, not by the encoder: at full speed a message object for each would be the cost.
    out.writeByte(PUBACK);
    if (publish.reasonCode() == 0) {
      out.writeByte(2).writeShort(publish.packetId());
    } else {
      out.writeByte(3).writeShort(publish.packetId()).writeByte(publish.reasonCode());
    }
    return out;
  }
}
