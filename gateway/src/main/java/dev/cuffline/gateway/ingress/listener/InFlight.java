package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * One publish between its arrival and its answer.
 *
 * <p>Settled once, on a journal thread; answered on the connection's event loop. The order of
 * answers is the window's matter.
 */
final class InFlight implements Settlement {
  /** Packet id of a QoS 0 publish, which gets no answer. */
  static final int NO_PACKET_ID = 0;

  private enum State {
    WAITING,
    ANSWERABLE,
    FAILED
  }

  private final AckWindow window;
  private final InFlightLoad load;
  private final int packetId;
  private final int size;
  private final byte answer;
  private final @Nullable Refusal refusal;
  private volatile State state;

  private InFlight(
      AckWindow window,
      InFlightLoad load,
      int packetId,
      int size,
      byte answer,
      @Nullable Refusal refusal,
      State state) {
    this.window = window;
    this.load = load;
    this.packetId = packetId;
    this.size = size;
    this.answer = answer;
    this.refusal = refusal;
    this.state = state;
  }

  /**
   * A publish on its way into the journal.
   *
   * @param answer first byte of its answer, {@link AckWindow#PUBACK} or {@link AckWindow#PUBREC}
   */
  static InFlight waiting(
      AckWindow window, InFlightLoad load, int packetId, byte answer, int size) {
    load.enter(size);
    return new InFlight(window, load, packetId, size, answer, null, State.WAITING);
  }

  /** A publish that is refused in its turn, never journalled (MQTT 5.0 only). */
  static InFlight refused(
      AckWindow window, InFlightLoad load, int packetId, byte answer, Refusal refusal) {
    return new InFlight(window, load, packetId, 0, answer, refusal, State.ANSWERABLE);
  }

  @Override
  public void durable() {
    settle(State.ANSWERABLE);
  }

  @Override
  public void failed(Throwable cause) {
    settle(State.FAILED);
  }

  /** It is not to be answered: its connection ends. */
  void withdraw() {
    settle(State.FAILED);
  }

  private void settle(State outcome) {
    load.leave(size);
    state = outcome;
    window.settled();
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  boolean hasFailed() {
    return state == State.FAILED;
  }

  int packetId() {
    return packetId;
  }

  int size() {
    return size;
  }

  /** First byte of the answer. */
  byte answer() {
    return answer;
  }

  /** Why it is refused; null when it is not. */
  @Nullable Refusal refusal() {
    return refusal;
  }
}
