package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.gateway.ingress.Reception;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuffline as a client of one broker, from {@link #start} to {@link #close}; every message that it
 * acknowledges there is durable here.
 */
public final class BrokerSubscriber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerSubscriber.class);

  /** For the good-bye after the drain. */
  private static final Duration LEEWAY = Duration.ofSeconds(4);

  private final ReconnectLoop loop;
  private final CountDownLatch stop;
  private final Thread thread;
  private final Duration patience;

  private BrokerSubscriber(
      ReconnectLoop loop, CountDownLatch stop, Thread thread, Duration drainTimeout) {
    this.loop = loop;
    this.stop = stop;
    this.thread = thread;
    this.patience = drainTimeout.plus(LEEWAY);
  }

  /**
   * Starts and does not wait: a broker that is not there is tried again and again.
   *
   * @param settings with a client id
   * @param reception where messages go
   * @param drainTimeout how long closing waits for messages on their way to the disk
   */
  public static BrokerSubscriber start(
      SubscriberSettings settings,
      Reception reception,
      Duration drainTimeout,
      InstantSource clock,
      MeterRegistry meters) {
    if (settings.clientId().isEmpty()) {
      throw new IllegalArgumentException("a session needs a clientId to be found again");
    }
    CountDownLatch stop = new CountDownLatch(1);
    ReconnectLoop loop =
        new ReconnectLoop(
            settings.name(),
            new PahoConnector(settings, reception, drainTimeout),
            settings.backoff(),
            new ReconnectLoop.Surroundings(
                reception::healthy, Pause.until(stop), RandomGenerator.getDefault(), clock),
            meters);
    // A daemon, as then are the threads that Paho starts from it: an attempt that hangs somewhere
    // in
    // the network must not keep a process alive.
    Thread thread = Thread.ofPlatform().daemon().name("subscriber-" + settings.name()).start(loop);
    return new BrokerSubscriber(loop, stop, thread, drainTimeout);
  }

  /** Why it is not connected, in words for a person; empty when it is. */
  public Optional<String> problem() {
    return loop.problem();
  }

  /**
   * Takes nothing more, waits for what is on its way to the disk, acknowledges it and disconnects;
   * the broker keeps the session. Blocks meanwhile; call it before the journal closes.
   */
  @Override
  public void close() {
    stop.countDown();
    loop.stop();
    try {
      if (!thread.join(patience)) {
        LOG.atWarn()
            .addKeyValue("thread", thread.getName())
            .log("A subscriber did not stop in time; the broker sends again what it kept");
        thread.interrupt();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
