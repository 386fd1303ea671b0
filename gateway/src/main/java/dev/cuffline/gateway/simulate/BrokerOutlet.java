package dev.cuffline.gateway.simulate;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;

/**
 * Any MQTT broker: one connection, and a topic in which {@code {cuff}} and {@code {format}} stand.
 */
public final class BrokerOutlet implements Outlet {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final MqttLink link;
  private final String topic;

  /**
   * Connects.
   *
   * @param topic for example {@code clinic/{cuff}/bp}
   */
  public BrokerOutlet(MqttConnection.Login login, String topic) throws IOException {
    this.topic = topic;
    try {
      this.link = new MqttLink(group, login);
    } catch (IOException fault) {
      var _ = group.shutdownGracefully();
      throw fault;
    }
  }

  @Override
  public void send(Emission emission) throws IOException {
    link.publish(
        topic.replace("{cuff}", emission.login()).replace("{format}", emission.format()),
        emission.payload());
  }

  @Override
  public void settle() throws IOException {
    link.settle();
  }

  @Override
  public long acknowledged() {
    return link.acknowledged();
  }

  @Override
  public void close() {
    link.close();
    var _ = group.shutdownGracefully();
  }
}
