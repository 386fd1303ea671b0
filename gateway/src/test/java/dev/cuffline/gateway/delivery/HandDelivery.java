package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Delivers when a test says so, on the test's thread. */
public final class HandDelivery implements AutoCloseable {
  private final Downstream downstream;
  private final Courier courier;

  /** To a destination under the name that it has in the outbox. */
  public HandDelivery(
      String destination,
      Downstream downstream,
      Database database,
      ResourceSource source,
      Clock clock) {
    this.downstream = downstream;
    this.courier = new Courier(destination, downstream, database, source, clock);
  }

  /**
   * Takes and carries one parcel.
   *
   * @return how many entries it had; 0 when nothing may be sent
   */
  public int deliver() {
    Parcel parcel = courier.next();
    if (parcel.entries() > 0) {
      carry(parcel);
    }
    return parcel.entries();
  }

  /** Takes one change alone, as after a fault, and says what kept it from arriving. */
  public Optional<Fault> probe() {
    try {
      return courier.carryProbe(courier.probe()).fault();
    } catch (InterruptedException interrupted) {
      throw new AssertionError("nobody interrupts a test", interrupted);
    }
  }

  /** Takes as much as the destination takes, and says what kept it from arriving. */
  public Optional<Fault> carryNext() {
    return carry(courier.next()).fault();
  }

  private Courier.Carried carry(Parcel parcel) {
    try {
      return courier.carry(parcel);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("nobody interrupts a test", interrupted);
    }
  }

  /** Delivers until nothing may be sent. */
  public void drain() {
    int sent = deliver();
    while (sent > 0) {
      sent = deliver();
    }
  }

  @Override
  public void close() throws IOException {
    downstream.close();
  }
}
