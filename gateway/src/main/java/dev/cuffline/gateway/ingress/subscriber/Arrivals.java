package dev.cuffline.gateway.ingress.subscriber;

import dev.cuffline.gateway.ingress.Inbound;
import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.registry.Source;
import dev.cuffline.rules.reading.PracticeId;
import java.util.Objects;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Paho calls: hands messages to the journal and notes when the connection is over. Never
 * blocks, never calls Paho, and lets no exception out, since Paho would swallow it.
 */
final class Arrivals implements MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final Window window;
  private final String subscriber;
  private final PracticeId practice;
  private final TopicRoutes routes;
  private final Reception reception;
  private boolean strayTold;

  Arrivals(Window window, SubscriberSettings settings, Reception reception) {
    this.window = window;
    this.subscriber = settings.name();
    this.practice = settings.practice();
    this.routes = new TopicRoutes(settings.name(), settings.topics());
    this.reception = reception;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    if (window.ended().isPresent()) {
      // Not taken and not acknowledged: it comes again with the next connection.
      return;
    }
    try {
      take(topic, message);
    } catch (RuntimeException | Error fault) {
      window.end(Ended.byFault(fault));
    }
  }

  private void take(String topic, MqttMessage message) {
    TopicRoutes.Routed route = routes.of(topic);
    if (route.format().isEmpty()) {
      tellStray();
    }
    Delivery delivery = new Delivery(window, message.getId(), message.getQos());
    window.add(delivery);
    reception.receive(
        new Source(route.sourceId(), practice),
        new Inbound(
            Transport.MQTT_SUBSCRIBER,
            route.format(),
            topic,
            contentType(message),
            message.isRetained(),
            message.getPayload()),
        delivery);
  }

  private void tellStray() {
    if (!strayTold) {
      strayTold = true;
      LOG.atWarn()
          .addKeyValue("subscriber", subscriber)
          .log(
              "Messages come that no filter of the settings is for, of a subscription that the"
                  + " broker still has: they are kept and quarantined; a new clientId ends it");
    }
  }

  private static String contentType(MqttMessage message) {
    MqttProperties properties = message.getProperties();
    return properties == null ? "" : Objects.requireNonNullElse(properties.getContentType(), "");
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    window.end(Faults.of(response));
  }

  @Override
  public void mqttErrorOccurred(MqttException fault) {
    window.end(Faults.of(fault, Ending.BROKER));
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // Of our own publishes, which there are none of.
  }

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {
    // Whoever asked for the connection waits for it.
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    window.end(Ended.by(Ending.BROKER, "it asks for enhanced authentication"));
  }
}
