package dev.cuffline.gateway.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * How a destination's delivery stands.
 *
 * @param name of the destination
 * @param state of its circuit
 * @param probeAt when it is tried next; empty while it works
 * @param lastFault the newest fault since start, without patient data
 * @param lastSuccess when it last answered for something, since start
 */
public record DeliveryStatus(
    String name,
    State state,
    Optional<Instant> probeAt,
    Optional<String> lastFault,
    Optional<Instant> lastSuccess) {
  /** What the circuit does. */
  public enum State {
    /** Sends as much as it takes. */
    WORKING,
    /** It failed; one probe at a time. */
    PROBING,
    /** It refuses our credentials: a person must act. */
    STOPPED
  }

  /** Of a circuit's state. */
  static DeliveryStatus of(
      String name, Circuit.State state, Optional<Fault> lastFault, Optional<Instant> lastSuccess) {
    Optional<String> words = lastFault.map(Fault::what);
    return switch (state) {
      case Circuit.State.Closed _ ->
          new DeliveryStatus(name, State.WORKING, Optional.empty(), words, lastSuccess);
      case Circuit.State.Open open ->
          new DeliveryStatus(name, State.PROBING, Optional.of(open.probeAt()), words, lastSuccess);
      case Circuit.State.Stopped stopped ->
          new DeliveryStatus(
              name, State.STOPPED, Optional.of(stopped.probeAt()), words, lastSuccess);
    };
  }
}
