package dev.cuffline.gateway.ingress.subscriber;

/** Opens connections to one broker. The boundary to Paho, and to the network. */
interface Connector {
  /**
   * Connects and subscribes; messages may come in from then on. Blocks, within its own time limits.
   *
   * @throws NotConnectedException when there is no connection; nothing of the attempt is left
   */
  BrokerConnection connect() throws NotConnectedException;
}
