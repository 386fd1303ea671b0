package dev.cuffline.gateway.simulate;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway's MQTT listener: every cuff logs in as itself and publishes to {@code
 * devices/{login}/{format}}. At most so many cuffs are connected at a time; the one that was silent
 * longest hangs up, as cuffs do.
 */
public final class ListenerOutlet implements Outlet {
  private static final int MOST_CONNECTED = 256;
  private static final int WINDOW = 16;

  private final String host;
  private final int port;
  private final Credentials credentials;
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, MqttLink> links = new LinkedHashMap<>(16, 0.75f, true);
  private long hungUp;

  /** Connects when there is something to send. */
  public ListenerOutlet(String host, int port, Credentials credentials) {
    this.host = host;
    this.port = port;
    this.credentials = credentials;
  }

  @Override
  public void send(Emission emission) throws IOException {
    link(emission.login())
        .publish("devices/" + emission.login() + "/" + emission.format(), emission.payload());
  }

  private MqttLink link(String login) throws IOException {
    MqttLink known = links.get(login);
    if (known != null) {
      return known;
    }
    if (links.size() >= MOST_CONNECTED) {
      String silent = links.keySet().iterator().next();
      MqttLink link = links.get(silent);
      if (link != null) {
        link.settle();
        hungUp += link.acknowledged();
        link.close();
      }
      links.remove(silent);
    }
    MqttLink link =
        new MqttLink(
            group,
            new MqttConnection.Login(
                host, port, login, login, Optional.of(credentials.secretOf(login)), WINDOW));
    links.put(login, link);
    return link;
  }

  @Override
  public void settle() throws IOException {
    for (MqttLink link : links.values()) {
      link.settle();
    }
  }

  @Override
  public long acknowledged() {
    return hungUp + links.values().stream().mapToLong(MqttLink::acknowledged).sum();
  }

  @Override
  public void close() {
    links.values().forEach(MqttLink::close);
    var _ = group.shutdownGracefully();
  }
}
