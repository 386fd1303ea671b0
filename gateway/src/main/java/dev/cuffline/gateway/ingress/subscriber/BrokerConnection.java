package dev.cuffline.gateway.ingress.subscriber;

/** A connection with its subscriptions. */
interface BrokerConnection {
  /**
   * Acknowledges what becomes durable, in order of arrival, until the connection ends; it is closed
   * when this returns. For one thread.
   */
  Ended serve();

  /**
   * Takes nothing more; has {@link #serve} wait a little for what is under way, acknowledge it,
   * disconnect and return. From any thread.
   */
  void stop();

  /** Messages that came and are not acknowledged. */
  int inFlight();
}
