package dev.cuffline.gateway.ingress.subscriber;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of one Paho client. */
final class PahoConnection implements BrokerConnection {
  private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(10);

  /** For PUBACKs that Paho has not written yet. */
  private static final Duration QUIESCE = Duration.ofSeconds(1);

  private static final Duration GOOD_BYE = Duration.ofSeconds(2);

  private final MqttAsyncClient client;
  private final Window window;
  private final Duration drainTimeout;

  PahoConnection(MqttAsyncClient client, Window window, Duration drainTimeout) {
    this.client = client;
    this.window = window;
    this.drainTimeout = drainTimeout;
  }

  @Override
  public Ended serve() {
    try {
      while (window.ended().isEmpty()) {
        acknowledge();
        if (window.hasFailed()) {
          window.end(Ended.by(Ending.JOURNAL));
        } else {
          window.awaitChange(LOOK_AT_LEAST_EVERY);
        }
      }
      drain();
    } catch (MqttException fault) {
      window.end(Faults.of(fault, Ending.LOST));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      window.end(Ended.by(Ending.STOPPED));
    }
    hangUp(client);
    return window.ended().orElseThrow();
  }

  @Override
  public void stop() {
    window.end(Ended.by(Ending.STOPPED));
  }

  @Override
  public int inFlight() {
    return window.size();
  }

  /** After a stop: gives what is on its way to the disk the time to get there. */
  private void drain() throws MqttException, InterruptedException {
    if (window.ended().map(Ended::ending).filter(Ending.STOPPED::equals).isEmpty()) {
      return;
    }
    long end = System.nanoTime() + drainTimeout.toNanos();
    acknowledge();
    while (window.isWaiting() && System.nanoTime() < end) {
      window.awaitChange(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      acknowledge();
    }
  }

  private void acknowledge() throws MqttException {
    for (Optional<Delivery> next = window.takeDurable();
        next.isPresent();
        next = window.takeDurable()) {
      Delivery durable = next.get();
      // QoS 0 has no answer. QoS 2 is never subscribed, but may wait in a session that somebody
      // else began with our client id; Paho answers it by itself, and twice if told to.
      if (durable.qos() == 1) {
        client.messageArrivedComplete(durable.packetId(), durable.qos());
      }
    }
  }

  /**
   * Disconnects, as far as there is a connection, and lets go of every thread of the client. Sends
   * what was acknowledged first; keeps the session.
   */
  static void hangUp(MqttAsyncClient client) {
    try {
      if (client.isConnected()) {
        client.disconnect(QUIESCE.toMillis()).waitForCompletion(GOOD_BYE.toMillis());
      } else {
        client.disconnectForcibly(0, 0, false);
      }
    } catch (MqttException gone) {
      abandon(client);
    }
    try {
      client.close();
    } catch (MqttException open) {
      LOG.atWarn().addKeyValue("code", open.getReasonCode()).log("A Paho client did not close");
    }
  }

  private static void abandon(MqttAsyncClient client) {
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException gone) {
      LOG.atDebug().addKeyValue("code", gone.getReasonCode()).log("There was no connection left");
    }
  }
}
