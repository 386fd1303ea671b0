package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Lease;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one destination going: takes parcels from the outbox as long as something waits, several
 * under way at once as far as the destination takes them, and probes it after a fault.
 *
 * <p>Of several gateways that share a store, one at a time sends to a destination ({@link Lease});
 * another goes on when it is gone.
 *
 * <p>One thread takes, one more for each parcel under way; memory is bounded by the parcels under
 * way and the one being made.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration STANDBY = Duration.ofSeconds(2);
  private static final Duration NOTHING_TO_WAIT_FOR = Duration.ofMinutes(1);

  private final String name;
  private final Downstream downstream;
  private final Courier courier;
  private final DeliveryMetrics metrics;
  private final Clock clock;
  private final ExecutorService carriers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Circuit circuit;
  private final Lease lease;
  private final List<CompletableFuture<Void>> waitingForIdle = new ArrayList<>();
  private final Thread thread;
  private boolean somethingNew = true;
  private Instant standbyUntil = Instant.EPOCH;
  private boolean closing;
  private Optional<Fault> lastFault = Optional.empty();
  private Optional<Instant> lastSuccess = Optional.empty();

  /**
   * Starts sending at once.
   *
   * @param name of the destination in the settings
   */
  public Delivery(
      String name,
      Downstream downstream,
      Database database,
      ResourceSource source,
      Pace pace,
      Clock clock,
      MeterRegistry registry) {
    this.name = name;
    this.downstream = downstream;
    this.clock = clock;
    this.courier = new Courier(name, downstream, database, source, clock);
    this.lease = database.lease("delivery " + name);
    this.circuit = new Circuit(pace, RandomGenerator.getDefault());
    this.metrics = new DeliveryMetrics(name, database, clock, registry);
    metrics.showHealth(this::healthy);
    String threads = "cuffline-delivery-" + name;
    this.carriers =
        Executors.newFixedThreadPool(
            downstream.capacity().parcels(),
            Thread.ofPlatform().daemon().name(threads + "-", 1).factory());
    this.thread = Thread.ofPlatform().name(threads).start(this::run);
  }

  /** Says that the outbox may hold something new. Never blocks for long. */
  public void wake() {
    lock.lock();
    try {
      somethingNew = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** False while the destination takes nothing. */
  public boolean healthy() {
    lock.lock();
    try {
      return circuit.state() instanceof Circuit.State.Closed;
    } finally {
      lock.unlock();
    }
  }

  /** How it stands. */
  public DeliveryStatus status() {
    lock.lock();
    try {
      return DeliveryStatus.of(name, circuit.state(), lastFault, lastSuccess);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is left to send, at most ten seconds. */
  public void awaitIdle() {
    CompletableFuture<Void> idle = new CompletableFuture<>();
    lock.lock();
    try {
      waitingForIdle.add(idle);
      somethingNew = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      idle.get(SETTLE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      LOG.atWarn()
          .addKeyValue("destination", name)
          .log("a destination has not taken everything yet; the outbox keeps the rest");
    }
  }

  private void run() {
    try {
      for (Turn turn = awaitTurn(); turn.open(); turn = awaitTurn()) {
        take(turn);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What may be taken now.
   *
   * @param open false at the end
   * @param probe whether a single change is to be tried
   * @param outages counted by the circuit so far
   */
  private record Turn(boolean open, boolean probe, int outages) {}

  private Turn awaitTurn() throws InterruptedException {
    lock.lock();
    try {
      while (!closing) {
        Duration pause = untilTurn();
        if (!pause.isPositive()) {
          somethingNew = false;
          return new Turn(
              true, !(circuit.state() instanceof Circuit.State.Closed), circuit.state().outages());
        }
        changed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      }
      return new Turn(false, false, 0);
    } finally {
      lock.unlock();
    }
  }

  /** How long nothing may be taken, unless something happens first. */
  private Duration untilTurn() {
    int underWay = courier.underWay();
    return switch (circuit.state()) {
      case Circuit.State.Closed _ ->
          somethingNew && underWay < downstream.capacity().parcels()
              ? Duration.between(clock.instant(), standbyUntil)
              : NOTHING_TO_WAIT_FOR;
      case Circuit.State.Open open -> untilProbe(underWay, open.probeAt());
      case Circuit.State.Stopped stopped -> untilProbe(underWay, stopped.probeAt());
    };
  }

  private Duration untilProbe(int underWay, Instant probeAt) {
    return underWay > 0 ? NOTHING_TO_WAIT_FOR : Duration.between(clock.instant(), probeAt);
  }

  private void take(Turn turn) {
    try {
      if (!lease.held()) {
        standBy();
        return;
      }
      boolean alone = courier.underWay() == 0;
      Parcel parcel = turn.probe() ? courier.probe() : courier.next();
      if (parcel.entries() > 0) {
        carriers.execute(() -> carry(turn, parcel));
        wake();
      } else if (alone) {
        everythingSent(turn);
      }
    } catch (RuntimeException fault) {
      failed(turn, fault);
    }
  }

  /** Another gateway sends to this destination; ours looks again soon. */
  private void standBy() {
    lock.lock();
    try {
      standbyUntil = clock.instant().plus(STANDBY);
      somethingNew = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nothing was under way before the outbox was found empty, so nothing blocks an entry in it. An
   * outage of which nothing is left to send is over.
   */
  private void everythingSent(Turn turn) {
    lock.lock();
    try {
      circuit.worked(turn.outages());
      waitingForIdle.forEach(idle -> idle.complete(null));
      waitingForIdle.clear();
    } finally {
      lock.unlock();
    }
  }

  private void carry(Turn turn, Parcel parcel) {
    try {
      Courier.Carried carried = turn.probe() ? courier.carryProbe(parcel) : courier.carry(parcel);
      metrics.recorded(carried.recorded());
      if (carried.fault().isPresent()) {
        failed(turn, carried.fault().get());
      } else {
        worked(turn);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException fault) {
      failed(turn, fault);
    }
  }

  private void worked(Turn turn) {
    lock.lock();
    try {
      lastSuccess = Optional.of(clock.instant());
      if (!(circuit.state() instanceof Circuit.State.Closed)) {
        circuit.worked(turn.outages());
        if (circuit.state() instanceof Circuit.State.Closed) {
          LOG.atInfo().addKeyValue("destination", name).log("a destination takes what is sent");
        }
      }
      somethingNew = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(Turn turn, RuntimeException fault) {
    LOG.atError()
        .addKeyValue("destination", name)
        .setCause(fault)
        .log("delivery failed; the outbox keeps what is waiting");
    failed(turn, new Fault.Unavailable("a fault of our own"));
  }

  private void failed(Turn turn, Fault fault) {
    metrics.failed();
    lock.lock();
    try {
      lastFault = Optional.of(fault);
      if (circuit.failed(turn.outages(), fault, clock.instant())) {
        tell(fault);
      }
      somethingNew = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void tell(Fault fault) {
    switch (fault) {
      case Fault.Unauthorised(String what) ->
          LOG.atError()
              .addKeyValue("destination", name)
              .addKeyValue("answer", what)
              .log(
                  "a destination refuses our credentials and is sent nothing; give it others in"
                      + " the file that its settings name, or restart after mending them");
      case Fault.Unavailable unavailable ->
          LOG.atWarn()
              .addKeyValue("destination", name)
              .addKeyValue("answer", unavailable.what())
              .log("a destination takes nothing; the outbox keeps what waits, and it is probed");
    }
  }

  /** Finishes what is under way, then closes the destination. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
      carriers.shutdown();
      if (!carriers.awaitTermination(SETTLE.toSeconds(), TimeUnit.SECONDS)) {
        carriers.shutdownNow();
      }
      downstream.close();
      lease.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException fault) {
      LOG.atWarn()
          .addKeyValue("destination", name)
          .setCause(fault)
          .log("a destination could not be closed cleanly");
    }
  }
}
