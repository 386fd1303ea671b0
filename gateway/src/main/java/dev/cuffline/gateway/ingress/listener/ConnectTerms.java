package dev.cuffline.gateway.ingress.listener;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;

/**
 * What a client asked for in its CONNECT, as far as the listener goes by it (MQTT 5.0 and 3.1.1
 * section 3.1.2).
 *
 * @param protocolLevel 3 (MQTT 3.1), 4 (3.1.1) or 5
 * @param cleanStart whatever was kept for this client is to be forgotten; MQTT 3 says clean session
 * @param sessionExpirySeconds how long the session is to outlive its connection, 0 to
 *     4,294,967,295; as asked for, {@link ListenerSettings#sessionExpiry} may be less
 * @param maximumPacketBytes longest packet that may be sent to the client
 * @param wantsReasons whether reason strings may be sent
 */
record ConnectTerms(
    int protocolLevel,
    boolean cleanStart,
    long sessionExpirySeconds,
    long maximumPacketBytes,
    boolean wantsReasons) {
  /** The session never expires (MQTT 5.0 section 3.1.2.11.2); what MQTT 3 means by a kept one. */
  static final long NEVER = 0xFFFF_FFFFL;

  static ConnectTerms of(MqttConnectMessage connect) {
    int level = connect.variableHeader().version();
    boolean clean = connect.variableHeader().isCleanSession();
    if (level < MqttVersion.MQTT_5.protocolLevel()) {
      return new ConnectTerms(level, clean, clean ? 0 : NEVER, Long.MAX_VALUE, false);
    }
    MqttProperties properties = connect.variableHeader().properties();
    long longest = Packets.number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE);
    return new ConnectTerms(
        level,
        clean,
        Packets.number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, 0),
        longest,
        Packets.number(properties, MqttProperties.REQUEST_PROBLEM_INFORMATION, 1) == 1
            && longest >= Packets.LONGEST);
  }

  boolean isVersion5() {
    return protocolLevel >= MqttVersion.MQTT_5.protocolLevel();
  }

  /** Whether a CONNACK can say so: in MQTT 3.1 the bit is reserved. */
  boolean canBeToldOfASession() {
    return protocolLevel >= MqttVersion.MQTT_3_1_1.protocolLevel();
  }
}
