package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.ingress.HandDrivenJournal;
import dev.cuffline.gateway.ingress.KnownSources;
import dev.cuffline.gateway.ingress.Reception;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener behind TLS, on real sockets, with clients nobody here wrote. */
@Timeout(60)
class TlsListenerIT {
  private final HandDrivenJournal journal = new HandDrivenJournal().immediate();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Optional<X509Bundle> noCertificate = Optional.empty();

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private TestAuthority authority;

  @SuppressWarnings("NullAway.Init") // set before each test
  private MqttListener listener;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority(Algorithm.ecp256);
    listener = start(TestAuthority.write(authority.issue("gateway"), folder));
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @ParameterizedTest
  @CsvSource({"mqttv31, 2", "mqttv311, 1", "mqttv5, 0", "mqttv5, 2"})
  void mosquittoPublishesOverTls(String version, String qos) throws Exception {
    MosquittoPub.assumeInstalled();

    int exit = mosquitto(authority.rootIn(folder), "-V", version, "-q", qos);

    assertThat(exit).isZero();
    journal.await(1);
  }

  @Test
  void mosquittoRefusesACertificateOfAnotherAuthority() throws Exception {
    MosquittoPub.assumeInstalled();
    Path other = Files.createDirectory(folder.resolve("other"));

    int exit = mosquitto(new TestAuthority(Algorithm.ecp256).rootIn(other), "-q", "1");

    assertThat(exit).isNotZero();
    assertThat(journal.size()).isZero();
  }

  @Test
  void pahoPublishesOverTls() throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("c1");
    options.setPassword(KnownSources.secretOf("c1").getBytes(StandardCharsets.UTF_8));
    options.setSocketFactory(authority.client(noCertificate).getSocketFactory());
    MqttClient client =
        new MqttClient("ssl://127.0.0.1:" + tlsPort(), "c1", new MemoryPersistence());
    client.setTimeToWait(20_000);
    client.connect(options);
    for (int i = 0; i < 100; i++) {
      client.publish("devices/c1/x", new byte[5_000], 1 + i % 2, false);
    }
    client.disconnect();
    client.close();

    assertThat(journal.size()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void bothVersionsOfTlsAreSpoken(String version) throws Exception {
    SSLSocket socket = socket(authority.client(noCertificate));
    socket.setEnabledProtocols(new String[] {version});

    try (RawClient client = new RawClient(socket).connected(MqttVersion.MQTT_5, "c1")) {
      client.publish("devices/c1/x", 1, new byte[200_000]);

      assertThat(type(client)).isEqualTo(MqttMessageType.PUBACK);
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void theLastWordArrivesOverTlsToo() throws Exception {
    try (RawClient client =
        new RawClient(socket(authority.client(noCertificate)))
            .connected(MqttVersion.MQTT_5, "c1")) {
      client.publish("devices/c1/x", 1, new byte[300_000]);

      assertThat(RawClient.reason(client.next().orElseThrow())).isEqualTo(0x95);
      assertThat(client.next()).isEmpty();
    }
  }

  @Test
  void closingSaysGoodByeOverTlsToo() throws Exception {
    try (RawClient client =
        new RawClient(socket(authority.client(noCertificate)))
            .connected(MqttVersion.MQTT_5, "c1")) {
      listener.close();

      assertThat(RawClient.reason(client.next().orElseThrow())).isEqualTo(0x8B);
      assertThat(client.next()).isEmpty();
    }
  }

  @Test
  void plainTextAndTlsMayBeSpokenAtOnce() throws Exception {
    try (RawClient plain =
            new RawClient(listener.port().orElseThrow()).connected(MqttVersion.MQTT_5, "c1");
        RawClient secured =
            new RawClient(socket(authority.client(noCertificate)))
                .connected(MqttVersion.MQTT_5, "c2")) {
      plain.send(MqttMessage.PINGREQ);
      secured.send(MqttMessage.PINGREQ);

      assertThat(type(plain)).isEqualTo(MqttMessageType.PINGRESP);
      assertThat(type(secured)).isEqualTo(MqttMessageType.PINGRESP);
    }
  }

  @Test
  void plainTextAtThePortOfTlsIsHungUpOnAndCounted() throws Exception {
    try (RawClient client = new RawClient(tlsPort())) {
      client.send(Device.hello(MqttVersion.MQTT_5, "c1", "c1").build());

      assertThatHungUp(client);
    }
    assertThat(refusedInTime(Refusal.TLS)).isEqualTo(1);
  }

  @Test
  void aRenewedCertificateIsShownToWhoConnectsAndNobodyIsCutOff() throws Exception {
    try (RawClient before =
        new RawClient(socket(authority.client(noCertificate)))
            .connected(MqttVersion.MQTT_5, "c1")) {
      BigInteger old = shownSerial();
      X509Bundle renewed = authority.issue("renewed");
      TestAuthority.write(renewed, folder);

      listener.reloadCertificate();

      assertThat(shownSerial())
          .isNotEqualTo(old)
          .isEqualTo(renewed.getCertificate().getSerialNumber());
      before.send(MqttMessage.PINGREQ);
      assertThat(type(before)).isEqualTo(MqttMessageType.PINGRESP);
    }
  }

  @Test
  void aHalfWrittenRenewalChangesNothingUntilItIsWhole() throws Exception {
    BigInteger old = shownSerial();
    X509Bundle renewed = authority.issue("renewed");
    Files.writeString(folder.resolve("chain.pem"), renewed.getCertificatePathPEM());

    listener.reloadCertificate();
    assertThat(shownSerial()).isEqualTo(old);
    Files.writeString(folder.resolve("key.pem"), renewed.getPrivateKeyPEM());
    listener.reloadCertificate();

    assertThat(shownSerial()).isEqualTo(renewed.getCertificate().getSerialNumber());
  }

  @Test
  void whereClientsMustShowACertificateOneOfTheirAuthorityIsTaken() throws Exception {
    TestAuthority clients = new TestAuthority(Algorithm.ecp256);
    try (MqttListener strict = demandingCertificatesOf(clients);
        RawClient client =
            new RawClient(socket(authority.client(Optional.of(clients.issue("cuff"))), strict))
                .connected(MqttVersion.MQTT_5, "c1")) {
      client.publish("devices/c1/x", 1, (byte) 1);

      assertThat(type(client)).isEqualTo(MqttMessageType.PUBACK);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereClientsMustShowACertificateNoOtherIsTaken(boolean foreign) throws Exception {
    TestAuthority clients = new TestAuthority(Algorithm.ecp256);
    Optional<X509Bundle> shown = foreign ? Optional.of(authority.issue("cuff")) : noCertificate;
    try (MqttListener strict = demandingCertificatesOf(clients);
        RawClient client = new RawClient(socket(authority.client(shown), strict))) {
      assertThatThrownBy(() -> client.connected(MqttVersion.MQTT_5, "c1").next())
          .isInstanceOf(IOException.class);
      assertThat(strict.connections()).isZero();
    }
    assertThat(refusedInTime(Refusal.TLS)).isEqualTo(1);
  }

  @Test
  void aTakenPortOfTlsIsNamedWithItsSetting() throws Exception {
    TlsSettings files = TestAuthority.write(authority.issue("gateway"), folder);
    TlsSettings taken =
        new TlsSettings("127.0.0.1", tlsPort(), files.certificate(), files.key(), Optional.empty());

    assertThatThrownBy(() -> start(taken))
        .isInstanceOf(ListenerException.class)
        .hasMessageContaining("mqtt.tls.port");
  }

  private MqttListener demandingCertificatesOf(TestAuthority clients) throws Exception {
    TlsSettings files = TestAuthority.write(authority.issue("gateway"), folder);
    Path clientCa = clients.rootIn(Files.createDirectory(folder.resolve("clients")));
    return start(
        new TlsSettings("127.0.0.1", 0, files.certificate(), files.key(), Optional.of(clientCa)));
  }

  private MqttListener start(TlsSettings tls) {
    ListenerSettings plain = ListenerSettings.at("127.0.0.1", 0);
    ListenerSettings settings =
        new ListenerSettings(
            plain.host(),
            OptionalInt.of(0),
            Optional.of(tls),
            plain.maximumPacketBytes(),
            plain.connectTimeout(),
            plain.receiveMaximum(),
            plain.topicAliasMaximum(),
            plain.sessionExpiry(),
            plain.keptSessions(),
            plain.connectionBytes(),
            plain.totalMessages(),
            plain.totalBytes(),
            Duration.ofMillis(500));
    Clock clock = Clock.systemUTC();
    return MqttListener.start(
        settings, new KnownSources(), new Reception(journal, clock, meters), meters, clock);
  }

  private int mosquitto(Path trusted, String... more) throws Exception {
    String[] all = Arrays.copyOf(more, more.length + 6);
    System.arraycopy(
        new String[] {"--cafile", trusted.toString(), "-t", "devices/c1/x", "-m", "1"},
        0,
        all,
        more.length,
        6);
    return MosquittoPub.publish(tlsPort(), "c1", all);
  }

  private int tlsPort() {
    return listener.tlsPort().orElseThrow();
  }

  private SSLSocket socket(SSLContext context) throws IOException {
    return socket(context, listener);
  }

  private static SSLSocket socket(SSLContext context, MqttListener where) throws IOException {
    return (SSLSocket)
        context
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), where.tlsPort().orElseThrow());
  }

  private BigInteger shownSerial() throws Exception {
    try (SSLSocket socket = socket(authority.client(noCertificate))) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }
  }

  /** The client hears of the end of a handshake before it is counted. */
  private double refusedInTime(Refusal refusal) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (refused(refusal) == 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return refused(refusal);
  }

  private double refused(Refusal refusal) {
    return meters.get("cuffline.mqtt.refused").tag("reason", refusal.code()).counter().count();
  }

  private static void assertThatHungUp(RawClient client) throws IOException {
    try {
      // A TLS alert may come first, which is no MQTT.
      Optional<MqttMessage> said = client.next();
      assertThat(said.filter(packet -> packet.decoderResult().isSuccess())).isEmpty();
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  private static MqttMessageType type(RawClient client) throws IOException {
    return client.next().orElseThrow().fixedHeader().messageType();
  }
}
