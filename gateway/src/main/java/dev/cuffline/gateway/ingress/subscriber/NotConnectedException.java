package dev.cuffline.gateway.ingress.subscriber;

/** There is no connection, and why. */
final class NotConnectedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Ended ended;

  NotConnectedException(Ended ended) {
    super(ended.detail());
    this.ended = ended;
  }

  Ended ended() {
    return ended;
  }
}
