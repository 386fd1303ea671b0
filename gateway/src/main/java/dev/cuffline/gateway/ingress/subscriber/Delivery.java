package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.gateway.ingress.Settlement;

/** One message between its arrival and its PUBACK. Settled once, on a journal thread. */
final class Delivery implements Settlement {
  private enum State {
    WAITING,
    DURABLE,
    FAILED
  }

  private final Window window;
  private final int packetId;
  private final int qos;
  private volatile State state = State.WAITING;

  Delivery(Window window, int packetId, int qos) {
    this.window = window;
    this.packetId = packetId;
    this.qos = qos;
  }

  @Override
  public void durable() {
    state = State.DURABLE;
    window.settled();
  }

  @Override
  public void failed(Throwable cause) {
    state = State.FAILED;
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

  /** As the message came: 0 needs no answer. */
  int qos() {
    return qos;
  }
}
