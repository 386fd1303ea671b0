package dev.cuffline.gateway.ingress.subscriber;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Connects, serves, and begins again after a wait, for as long as it is not stopped. Whatever goes
 * wrong ends a connection, never the loop.
 *
 * <p>Failures count in a row: a connection that held as long as the longest wait ends the row, a
 * shorter one does not, so that a message which the journal never takes, or two gateways with one
 * client id, do not wear the broker out.
 */
final class ReconnectLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReconnectLoop.class);

  private final String name;
  private final Connector connector;
  private final Backoff backoff;
  private final BooleanSupplier journalHealthy;
  private final Pause pause;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final SubscriberMetrics metrics;
  private volatile @Nullable BrokerConnection connection;
  private volatile Ended state = Ended.by(Ending.UNREACHABLE, "the first attempt is under way");
  private volatile boolean stopped;

  /**
   * What the loop lives in, given so that tests can hold time and chance still.
   *
   * @param journalHealthy asked before each attempt: taking messages that nobody can keep would
   *     only keep them from the other members of a group
   */
  record Surroundings(
      BooleanSupplier journalHealthy, Pause pause, RandomGenerator random, InstantSource clock) {}

  ReconnectLoop(
      String name,
      Connector connector,
      Backoff backoff,
      Surroundings surroundings,
      MeterRegistry meters) {
    this.name = name;
    this.connector = connector;
    this.backoff = backoff;
    this.journalHealthy = surroundings.journalHealthy();
    this.pause = surroundings.pause();
    this.random = surroundings.random();
    this.clock = surroundings.clock();
    this.metrics = new SubscriberMetrics(meters, name, this);
  }

  @Override
  public void run() {
    try {
      int failures = 0;
      while (!stopped) {
        Instant began = clock.instant();
        Ended ended = connectAndServe();
        if (ended.ending() == Ending.STOPPED) {
          return;
        }
        boolean held = !began.plus(backoff.maximum()).isAfter(clock.instant());
        failures = held ? 1 : failures + 1;
        Duration wait = backoff.wait(failures, random);
        tell(ended, wait);
        if (!pause.await(wait)) {
          return;
        }
        metrics.reconnecting(ended.ending());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the connection, and begins no other. From any thread. */
  void stop() {
    stopped = true;
    BrokerConnection current = connection;
    if (current != null) {
      current.stop();
    }
  }

  boolean isConnected() {
    return connection != null;
  }

  int inFlight() {
    BrokerConnection current = connection;
    return current == null ? 0 : current.inFlight();
  }

  /** Why it is not connected; empty when it is. */
  Optional<String> problem() {
    return isConnected() ? Optional.empty() : Optional.of(name + ": " + text(state));
  }

  private Ended connectAndServe() {
    if (!journalHealthy.getAsBoolean()) {
      return Ended.by(Ending.JOURNAL);
    }
    try {
      BrokerConnection fresh = connector.connect();
      connection = fresh;
      if (stopped) {
        fresh.stop();
      }
      state = Ended.by(Ending.STOPPED);
      return fresh.serve();
    } catch (NotConnectedException fault) {
      return fault.ended();
    } catch (RuntimeException | Error fault) {
      return Ended.byFault(fault);
    } finally {
      connection = null;
    }
  }

  /** Once for each change: a broker that is away for a day must not fill the log. */
  private void tell(Ended ended, Duration wait) {
    boolean same = ended.ending() == state.ending() && ended.detail().equals(state.detail());
    state = ended;
    Throwable fault = ended.fault();
    LoggingEventBuilder line =
        fault != null ? LOG.atError().setCause(fault) : same ? LOG.atDebug() : LOG.atWarn();
    line.addKeyValue("subscriber", name)
        .addKeyValue("reason", ended.ending().code())
        .addKeyValue("problem", text(ended))
        .addKeyValue("retryInMillis", wait.toMillis())
        .log("Not connected to a broker; what it keeps for us waits there");
  }

  private static String text(Ended ended) {
    String phrase = ended.ending().phrase();
    return ended.detail().isEmpty() ? phrase : phrase + " (" + ended.detail() + ")";
  }
}
