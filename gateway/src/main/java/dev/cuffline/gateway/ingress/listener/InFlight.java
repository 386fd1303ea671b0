package dev.cuffline.gateway.ingress.listener;

import dev.cuffline.gateway.ingress.Settlement;

/**
 * One publish between its arrival and its answer.
 *
 * <p>Settled once, on a journal thread; answered on the connection's event loop. QoS 2 would add an
 * answer of its own (PUBREC) beside {@code PUBACK}; the order of answers stays the window's matter.
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
  private final byte reasonCode;
  private volatile State state;

  private InFlight(
      AckWindow window, InFlightLoad load, int packetId, int size, byte reasonCode, State state) {
    this.window = window;
    this.load = load;
    this.packetId = packetId;
    this.size = size;
    this.reasonCode = reasonCode;
    this.state = state;
  }

  /** A publish on its way into the journal. */
  static InFlight waiting(AckWindow window, InFlightLoad load, int packetId, int size) {
    load.enter(size);
    return new InFlight(window, load, packetId, size, (byte) 0, State.WAITING);
  }

  /** A publish that is refused in its turn, never journalled (MQTT 5.0 only). */
  static InFlight refused(AckWindow window, InFlightLoad load, int packetId, Refusal refusal) {
    return new InFlight(window, load, packetId, 0, refusal.reasonCode(), State.ANSWERABLE);
  }

  @Override
  public void durable() {
    settle(State.ANSWERABLE);
  }

  @Override
  public void failed(Throwable cause) {
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

  byte reasonCode() {
    return reasonCode;
  }
}
