package dev.cuffline.gateway.simulate;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * One message of the simulation. Its {@code toString} shows no byte of it (P7).
 *
 * @param sendAt when it leaves, in simulated time
 * @param login who sends it
 * @param format its format's name
 * @param payload its bytes; not to be changed
 * @param readings how many readings with values it carries
 * @param faults what is wrong with it
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode go by its bytes
public record Emission(
    Instant sendAt, String login, String format, byte[] payload, int readings, Set<Fault> faults) {
  /** Copies the faults. */
  public Emission {
    faults = Set.copyOf(faults);
  }

  Emission at(Instant later) {
    return new Emission(later, login, format, payload, readings, faults);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Emission emission
        && sendAt.equals(emission.sendAt)
        && login.equals(emission.login)
        && format.equals(emission.format)
        && Arrays.equals(payload, emission.payload)
        && readings == emission.readings
        && faults.equals(emission.faults);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sendAt, login, format, Arrays.hashCode(payload), readings, faults);
  }

  @Override
  public String toString() {
    return "Emission[" + payload.length + " bytes]";
  }
}
