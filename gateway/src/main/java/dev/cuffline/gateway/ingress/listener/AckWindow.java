package dev.cuffline.gateway.ingress.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The publishes of one connection that wait for their answer, in the order they came.
 *
 * <p>PUBACKs and PUBRECs leave in that order (MQTT 5.0 section 4.6) although the journal may settle
 * in another: only the settled head of the queue is answered. Answers that are due together leave
 * in one buffer and one flush. All methods but {@link #settled} are called on the connection's
 * event loop.
 */
final class AckWindow {
  /** First byte of PUBACK, the answer to QoS 1. */
  static final byte PUBACK = 0x40;

  /** First byte of PUBREC, the first answer to QoS 2. */
  static final byte PUBREC = 0x50;

  private static final int USUAL_ANSWER = 4;

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
  private final boolean reasonStrings;
  private final ArrayDeque<InFlight> queue = new ArrayDeque<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private int awaitingAck;
  private long bytes;

  /**
   * Makes a window.
   *
   * @param reasonStrings whether refusals may be explained
   */
  AckWindow(Channel channel, AckPump pump, Owner owner, boolean reasonStrings) {
    this.channel = channel;
    this.pump = pump;
    this.owner = owner;
    this.reasonStrings = reasonStrings;
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

  /**
   * Publishes that give their part of the send quota back with the answer that waits here: QoS 1,
   * and refused QoS 2 (MQTT 5.0 section 4.9).
   */
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
    if (publish.packetId() == InFlight.NO_PACKET_ID) {
      return 0;
    }
    return publish.answer() == PUBREC && publish.refusal() == null ? 0 : 1;
  }

  private @Nullable ByteBuf answer(@Nullable ByteBuf answers, InFlight publish) {
    if (publish.packetId() == InFlight.NO_PACKET_ID) {
      return answers;
    }
    ByteBuf out =
        answers != null ? answers : channel.alloc().buffer(USUAL_ANSWER * (queue.size() + 1));
    // Written here, not by the encoder: at full speed a message object for each would be the cost.
    out.writeByte(publish.answer());
    Refusal refusal = publish.refusal();
    if (refusal == null) {
      out.writeByte(2).writeShort(publish.packetId());
    } else {
      refuse(out, publish.packetId(), refusal);
    }
    return out;
  }

  private void refuse(ByteBuf out, int packetId, Refusal refusal) {
    if (!reasonStrings) {
      out.writeByte(3).writeShort(packetId).writeByte(refusal.reasonCode());
      return;
    }
    int properties = 3 + refusal.reason().length();
    out.writeByte(4 + properties).writeShort(packetId).writeByte(refusal.reasonCode());
    out.writeByte(properties).writeByte(MqttProperties.REASON_STRING);
    out.writeShort(refusal.reason().length());
    out.writeCharSequence(refusal.reason(), StandardCharsets.US_ASCII);
  }
}
