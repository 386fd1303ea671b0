package dev.cuffline.gateway.simulate;

import java.io.IOException;

/** Where the messages of a simulation go. Used by one thread. */
public interface Outlet extends AutoCloseable {
  /** Gives a message to the wire; may return before anybody has acknowledged it. */
  void send(Emission emission) throws IOException;

  /** Returns when everything sent is acknowledged. */
  void settle() throws IOException;

  /** How many messages were acknowledged: durable, where the other side is a gateway. */
  long acknowledged();

  /** Lets go of the wire. */
  @Override
  void close() throws IOException;
}
