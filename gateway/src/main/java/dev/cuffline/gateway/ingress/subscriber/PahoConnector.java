package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.gateway.ingress.Reception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.logging.Level;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects with Paho, a new client each time. For one thread. */
final class PahoConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(PahoConnector.class);

  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final java.util.logging.Logger PAHO_LOG =
      java.util.logging.Logger.getLogger("org.eclipse.paho");

  private static final int QOS = 1;

  /** MQTT 5.0 section 3.8.3.1: retained messages only when the subscription is new. */
  private static final int RETAINED_ONCE = 1;

  private static final int FIRST_FAILURE_CODE = 0x80;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private final SubscriberSettings settings;
  private final Reception reception;
  private final Duration drainTimeout;
  private boolean hadSession;

  PahoConnector(SubscriberSettings settings, Reception reception, Duration drainTimeout) {
    this.settings = settings;
    this.reception = reception;
    this.drainTimeout = drainTimeout;
    // Its log repeats what its callbacks say, and holds topics and payloads at its finer levels.
    PAHO_LOG.setLevel(Level.OFF);
  }

  @Override
  public BrokerConnection connect() throws NotConnectedException {
    Window window = new Window();
    MqttAsyncClient client = client();
    try {
      client.setManualAcks(true);
      client.setCallback(new Arrivals(window, settings, reception));
      IMqttToken connected = client.connect(options());
      connected.waitForCompletion(ANSWER_TIMEOUT.toMillis());
      tellSession(connected);
      subscribe(client);
      return new PahoConnection(client, window, drainTimeout);
    } catch (MqttException fault) {
      PahoConnection.hangUp(client);
      throw new NotConnectedException(Faults.of(fault, Ending.UNREACHABLE));
    } catch (IOException | GeneralSecurityException fault) {
      PahoConnection.hangUp(client);
      throw new NotConnectedException(Ended.by(Ending.REFUSED, Faults.text(fault)));
    } catch (NotConnectedException | RuntimeException fault) {
      PahoConnection.hangUp(client);
      throw fault;
    }
  }

  private MqttAsyncClient client() throws NotConnectedException {
    try {
      return new MqttAsyncClient(
          settings.address().serverUri(), settings.clientId(), new MemoryPersistence());
    } catch (MqttException fault) {
      throw new NotConnectedException(Faults.of(fault, Ending.UNREACHABLE));
    }
  }

  private MqttConnectionOptions options() throws IOException, GeneralSecurityException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
    options.setReceiveMaximum(settings.receiveMaximum());
    options.setMaximumPacketSize((long) settings.maximumPacketBytes());
    options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
    options.setConnectionTimeout((int) SOCKET_TIMEOUT.toSeconds());
    options.setSocketFactory(sockets());
    if (!settings.login().user().isEmpty()) {
      options.setUserName(settings.login().user());
    }
    if (settings.login().passwordFile().isPresent()) {
      options.setPassword(password(settings.login().passwordFile().get()));
    }
    return options;
  }

  /** Read anew each time, so that a changed password needs no restart. */
  private static byte[] password(Path file) throws IOException {
    return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
  }

  private SocketFactory sockets() throws IOException, GeneralSecurityException {
    if (!settings.address().tls()) {
      return new PatientSockets();
    }
    return settings.login().trustFile().isPresent()
        ? TrustFile.socketFactory(settings.login().trustFile().get())
        : SSLSocketFactory.getDefault();
  }

  private void subscribe(MqttAsyncClient client) throws MqttException, NotConnectedException {
    MqttSubscription[] subscriptions =
        settings.topics().stream()
            .map(route -> subscription(settings.subscription(route)))
            .toArray(MqttSubscription[]::new);
    IMqttToken answer = client.subscribe(subscriptions, null, null, new MqttProperties());
    answer.waitForCompletion(ANSWER_TIMEOUT.toMillis());
    int[] codes = answer.getReasonCodes();
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] != QOS) {
        String said =
            codes[i] >= FIRST_FAILURE_CODE
                ? "MQTT reason 0x%02X".formatted(codes[i])
                : "QoS 0 only, which would lose messages";
        throw new NotConnectedException(
            Ended.by(Ending.SUBSCRIPTION, "filter " + subscriptions[i].getTopic() + ": " + said));
      }
    }
  }

  private static MqttSubscription subscription(String filter) {
    MqttSubscription subscription = new MqttSubscription(filter, QOS);
    subscription.setRetainHandling(RETAINED_ONCE);
    return subscription;
  }

  private void tellSession(IMqttToken connected) {
    boolean present = connected.getSessionPresent();
    MqttProperties granted = connected.getResponseProperties();
    Long expiry = granted == null ? null : granted.getSessionExpiryInterval();
    var line = LOG.atInfo();
    String message = "Connected to a broker";
    if (hadSession && !present) {
      line = LOG.atWarn();
      message = "The broker has lost our session, and with it what it held for us";
    } else if (expiry != null && expiry < settings.sessionExpiry().toSeconds()) {
      line = LOG.atWarn();
      message = "The broker keeps our session for a shorter time than sessionExpiry asks";
    }
    line.addKeyValue("subscriber", settings.name())
        .addKeyValue("clientId", settings.clientId())
        .addKeyValue("sessionPresent", present)
        .log(message);
    hadSession = true;
  }
}
