package dev.cuffline.gateway.ingress.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.ingress.HandDrivenJournal;
import dev.cuffline.gateway.ingress.KnownSources;
import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's mosquitto, with a journal whose promises are kept by hand. */
@Timeout(60)
class BrokerSubscriberIT {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  @TempDir private Path folder;

  private final HandDrivenJournal journal = new HandDrivenJournal();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Mosquitto broker;

  @BeforeEach
  void startBroker() throws Exception {
    broker = Mosquitto.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    broker.close();
  }

  @Test
  void nothingIsAcknowledgedBeforeItIsDurable() throws Exception {
    BrokerSubscriber subscriber = subscribe("cuffs/#");
    broker.publish("cuffs/c1", lines(0, 3));
    journal.await(3);
    journal.complete(1);
    journal.complete(2);
    assertThat(gauge("cuffline.subscriber.in.flight")).isEqualTo(3);

    subscriber.close();
    assertThat(broker.stuck(Settings.CLIENT_ID)).isEqualTo(3);
  }

  @Test
  void whatIsDurableIsAcknowledgedAndNeverComesAgain() throws Exception {
    journal.immediate();
    BrokerSubscriber subscriber = subscribe("cuffs/#");

    broker.publish("cuffs/c1", lines(0, 2_000));
    journal.await(2_000);
    await(() -> gauge("cuffline.subscriber.in.flight") == 0);

    assertThat(payloads()).isEqualTo(lines(0, 2_000));
    subscriber.close();
    assertThat(broker.stuck(Settings.CLIENT_ID)).isZero();
    assertThat(
            meters
                .get("cuffline.transmissions.received")
                .tag("transport", "mqtt-subscriber")
                .counter()
                .count())
        .isEqualTo(2_000);
  }

  @Test
  void aTransmissionSaysWhereItCameFrom() throws Exception {
    journal.immediate();
    subscribe(
        new TopicRoute(new TopicFilter("cuffs/+/raw"), "ble-2a35", 2),
        Settings.route("cuffs/+/json"));

    broker.publishOne("cuffs/c1/raw", "-q", "1", "-m", "x", "-D", "publish", "content-type", "a/b");
    broker.publishOne("cuffs/c1/json", "-q", "0", "-m", "y");

    journal.await(2);
    Transmission raw = journal.get(0);
    assertThat(raw.transport()).isEqualTo(Transport.MQTT_SUBSCRIBER);
    assertThat(raw.source()).isEqualTo("c1");
    assertThat(raw.format()).isEqualTo("ble-2a35");
    assertThat(raw.path()).isEqualTo("cuffs/c1/raw");
    assertThat(raw.contentType()).isEqualTo("a/b");
    assertThat(raw.retained()).isFalse();
    Transmission json = journal.get(1);
    assertThat(json.source()).isEqualTo("broker:hospital");
    assertThat(json.format()).isEqualTo("mio-telemetry");
  }

  @Test
  void aRetainedMessageIsMarkedAndComesOnce() throws Exception {
    journal.immediate();
    broker.publishOne("cuffs/c1", "-q", "1", "-r", "-m", "kept");
    BrokerSubscriber first = subscribe("cuffs/#");
    journal.await(1);
    first.close();
    meters = new SimpleMeterRegistry();

    subscribe("cuffs/#");
    broker.publishOne("cuffs/c1", "-q", "1", "-r", "-m", "live");
    journal.await(2);

    assertThat(journal.all()).extracting(Transmission::retained).containsExactly(true, false);
    assertThat(payloads()).containsExactly("kept", "live");
  }

  @Test
  void whatTheJournalDoesNotTakeComesAgainOnANewConnection() throws Exception {
    subscribe("cuffs/#");
    broker.publish("cuffs/c1", lines(0, 3));
    journal.await(3);

    journal.complete(0);
    journal.fail(1);
    journal.complete(2);

    journal.await(5);
    assertThat(payloads()).containsExactly("0", "1", "2", "1", "2");
    journal.completeAll();
    await(() -> gauge("cuffline.subscriber.in.flight") == 0);
    assertThat(reconnects(Ending.JOURNAL)).isGreaterThanOrEqualTo(1);
    closeAll();
    assertThat(broker.stuck(Settings.CLIENT_ID)).isZero();
  }

  @Test
  void aJournalThatNeedsAPersonKeepsUsAwayFromTheBroker() throws Exception {
    BrokerSubscriber subscriber = subscribe("cuffs/#");
    broker.publish("cuffs/c1", lines(0, 1));
    journal.await(1);
    journal.healthy(false);
    journal.fail(0);
    await(() -> reconnects(Ending.JOURNAL) >= 3);

    assertThat(journal.size()).isEqualTo(1);
    assertThat(gauge("cuffline.subscriber.connected")).isZero();
    assertThat(subscriber.problem()).get().asString().contains("journal");

    journal.healthy(true);
    journal.immediate();
    journal.await(2);
    closeAll();
    assertThat(broker.stuck(Settings.CLIENT_ID)).isZero();
  }

  @Test
  void anErrorOfOurOwnAcknowledgesNothing() throws Exception {
    journal.immediate();
    CountDownLatch failed = new CountDownLatch(2);
    Clock broken =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            if (failed.getCount() > 0) {
              failed.countDown();
              throw new IllegalStateException("on purpose");
            }
            return Instant.parse("2026-01-02T03:04:05Z");
          }
        };
    subscribe(new Reception(journal, broken, meters), Settings.route("cuffs/#"));

    broker.publish("cuffs/c1", lines(0, 2));

    journal.await(2);
    assertThat(payloads()).containsExactly("0", "1");
    assertThat(reconnects(Ending.FAULT)).isEqualTo(2);
    closeAll();
    assertThat(broker.stuck(Settings.CLIENT_ID)).isZero();
  }

  @Test
  void whatSettlesAfterItsConnectionIsAcknowledgedNowhere() throws Exception {
    subscribe("cuffs/#");
    broker.publish("cuffs/c1", lines(0, 2));
    journal.await(2);
    broker.stop();
    await(() -> gauge("cuffline.subscriber.connected") == 0);
    broker.startAgain();
    journal.await(4);
    await(() -> gauge("cuffline.subscriber.connected") == 1);

    journal.complete(0);
    journal.complete(1);
    assertThat(gauge("cuffline.subscriber.in.flight")).isEqualTo(2);
    closeAll();

    assertThat(broker.stuck(Settings.CLIENT_ID)).isEqualTo(2);
  }

  @Test
  void aBrokerThatIsStartedAgainGoesOnWhereItStopped() throws Exception {
    journal.immediate();
    subscribe("cuffs/#");
    broker.publish("cuffs/c1", lines(0, 500));
    broker.stop();
    broker.startAgain();
    broker.publish("cuffs/c1", lines(500, 1_000));

    await(() -> payloads().containsAll(lines(0, 1_000)));
    closeAll();
    assertThat(broker.stuck(Settings.CLIENT_ID)).isZero();
  }

  @Test
  void aSessionThatIsTakenOverIsTakenBack() throws Exception {
    journal.immediate();
    subscribe("cuffs/#");
    broker.publish("cuffs/c1", lines(0, 100));

    Process other = broker.takeOver(Settings.CLIENT_ID);
    // This mosquitto closes without saying why; others send DISCONNECT 0x8E.
    await(() -> reconnects(Ending.LOST) >= 1);
    other.destroyForcibly().onExit().join();
    broker.publish("cuffs/c1", lines(100, 200));

    await(() -> payloads().containsAll(lines(100, 200)));
    closeAll();
    assertThat(broker.stuck(Settings.CLIENT_ID)).isZero();
  }

  @Test
  void membersOfAGroupShareWhatComes() throws Exception {
    journal.immediate();
    for (String member : List.of("m1", "m2")) {
      start(
          new SubscriberSettings(
              member,
              BrokerAddress.parse("mqtt://127.0.0.1:" + broker.port()),
              KnownSources.PRACTICE,
              SubscriberSettings.Login.NONE,
              member,
              "cuffline",
              256,
              262_144,
              Duration.ofHours(1),
              Settings.QUICK,
              List.of(Settings.route("cuffs/#"))),
          reception());
    }
    await(() -> connected("m1") && connected("m2"));

    broker.publish("cuffs/c1", lines(0, 400));
    journal.await(400);

    assertThat(payloads()).containsExactlyInAnyOrderElementsOf(lines(0, 400));
    assertThat(journal.all())
        .extracting(Transmission::source)
        .contains("broker:m1", "broker:m2")
        .doesNotContain("broker:hospital");
  }

  @Test
  void whatAnEarlierSettingSubscribedIsKeptWithoutAFormat() throws Exception {
    journal.immediate();
    subscribe("old/#").close();
    meters = new SimpleMeterRegistry();

    subscribe("new/#");
    broker.publish("old/c1", lines(0, 1));
    journal.await(1);

    assertThat(journal.get(0).format()).isEmpty();
    assertThat(journal.get(0).path()).isEqualTo("old/c1");
  }

  @Test
  void closingAcknowledgesWhatIsUnderWayAndKeepsTheSession() throws Exception {
    BrokerSubscriber subscriber = subscribe("cuffs/#");
    broker.publish("cuffs/c1", lines(0, 5));
    journal.await(5);

    Thread closing = Thread.ofPlatform().start(subscriber::close);
    await(() -> closing.getState() == Thread.State.TIMED_WAITING);
    journal.completeAll();
    closing.join();
    broker.publish("cuffs/c1", lines(5, 7));

    assertThat(broker.stuck(Settings.CLIENT_ID)).isEqualTo(2);
    assertThat(journal.size()).isEqualTo(5);
  }

  @Test
  void aWrongPasswordIsToldAndTriedAgain() throws Exception {
    broker.close();
    Path passwords = folder.resolve("passwords");
    Mosquitto.writePassword(passwords, "cuffline", "right");
    broker =
        Mosquitto.start(folder, "allow_anonymous false", "password_file " + passwords)
            .loggedInAs("cuffline", "right");
    Path secret = Files.writeString(folder.resolve("secret"), "wrong\n");
    BrokerSubscriber subscriber =
        start(
            Settings.of(
                "mqtt://127.0.0.1:" + broker.port(),
                Settings.login("cuffline", secret),
                "",
                List.of(Settings.route("cuffs/#"))),
            reception());
    await(() -> reconnects(Ending.REFUSED) >= 2);
    assertThat(subscriber.problem())
        .get()
        .asString()
        .contains("refuses the login", "passwordFile")
        .doesNotContain("wrong");

    Files.writeString(secret, "right\n");

    await(() -> subscriber.problem().isEmpty());
    journal.immediate();
    broker.publish("cuffs/c1", lines(0, 1));
    journal.await(1);
  }

  @Test
  void aFilterThatIsGrantedAtQosZeroOnlyIsTold() throws Exception {
    broker.close();
    broker = Mosquitto.start(folder, "allow_anonymous true", "max_qos 0");

    BrokerSubscriber subscriber =
        start(Settings.at(broker.port(), Settings.route("cuffs/#")), reception());

    await(() -> reconnects(Ending.SUBSCRIPTION) >= 1);
    assertThat(subscriber.problem()).get().asString().contains("filter cuffs/#: QoS 0 only");
  }

  @Test
  void nobodyAtTheAddressIsToldAndTriedAgain() throws Exception {
    broker.stop();

    BrokerSubscriber subscriber =
        start(Settings.at(broker.port(), Settings.route("cuffs/#")), reception());
    await(() -> reconnects(Ending.UNREACHABLE) >= 2);
    assertThat(subscriber.problem()).get().asString().contains("cannot be reached", "url");

    broker.startAgain();
    await(() -> subscriber.problem().isEmpty());
  }

  @Test
  void aProxyThatHangsUpAtOnceCostsNoThread() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CountDownLatch accepted = new CountDownLatch(3);
      Thread.ofVirtual()
          .start(() -> {
            while (!proxy.isClosed()) {
              try (Socket _ = proxy.accept()) {
                accepted.countDown();
              } catch (IOException closed) {
                return;
              }
            }
          });
      BrokerSubscriber subscriber =
          start(Settings.at(proxy.getLocalPort(), Settings.route("cuffs/#")), reception());
      assertThat(accepted.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(subscriber.problem()).isPresent();
      subscriber.close();
    }

    await(() -> pahoThreads().isEmpty());
  }

  private static List<String> pahoThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("MQTT ") && name.endsWith(Settings.CLIENT_ID))
        .toList();
  }

  /** An authority, and a broker at this machine's address that it proves under a name. */
  private X509Bundle startProvenBroker(String address) throws Exception {
    broker.close();
    X509Bundle authority =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=Test Root")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle proof =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=broker")
            .addSanIpAddress(address)
            .buildIssuedBy(authority);
    Path certificate =
        Files.writeString(folder.resolve("broker.pem"), proof.getCertificatePathPEM());
    Path key = Files.writeString(folder.resolve("broker.key"), proof.getPrivateKeyPEM());
    Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
    broker =
        Mosquitto.start(folder, "allow_anonymous true", "certfile " + certificate, "keyfile " + key)
            .withOptions("--cafile", folder.resolve("ca.pem").toString());
    return authority;
  }

  private BrokerSubscriber trusting(X509Bundle authority) throws IOException {
    Path trust = Files.writeString(folder.resolve("trust.pem"), authority.getCertificatePEM());
    return start(
        Settings.of(
            "mqtts://127.0.0.1:" + broker.port(),
            new SubscriberSettings.Login("", Optional.empty(), Optional.of(trust)),
            "",
            List.of(Settings.route("cuffs/#"))),
        reception());
  }

  @Test
  void aBrokerIsProvenByTheTrustFile() throws Exception {
    X509Bundle authority = startProvenBroker("127.0.0.1");
    journal.immediate();

    BrokerSubscriber subscriber = trusting(authority);
    await(() -> subscriber.problem().isEmpty());
    broker.publish("cuffs/c1", lines(0, 100));

    journal.await(100);
    assertThat(payloads()).isEqualTo(lines(0, 100));
  }

  @Test
  void aBrokerThatNobodyTrustedProvesIsNotTold() throws Exception {
    startProvenBroker("127.0.0.1");
    X509Bundle another =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=Another Root")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();

    BrokerSubscriber subscriber = trusting(another);

    await(() -> reconnects(Ending.UNREACHABLE) >= 2);
    assertThat(subscriber.problem()).get().asString().contains("trustFile", "SSLHandshake");
  }

  @Test
  void aProofOfAnotherAddressIsNoProof() throws Exception {
    X509Bundle authority = startProvenBroker("192.0.2.1");

    BrokerSubscriber subscriber = trusting(authority);

    await(() -> reconnects(Ending.UNREACHABLE) >= 2);
    assertThat(subscriber.problem()).isPresent();
  }

  private BrokerSubscriber subscribe(String filter) throws InterruptedException {
    return subscribe(Settings.route(filter));
  }

  private BrokerSubscriber subscribe(TopicRoute... topics) throws InterruptedException {
    return subscribe(reception(), topics);
  }

  private BrokerSubscriber subscribe(Reception reception, TopicRoute... topics)
      throws InterruptedException {
    BrokerSubscriber subscriber = start(Settings.at(broker.port(), topics), reception);
    await(() -> subscriber.problem().isEmpty());
    return subscriber;
  }

  private BrokerSubscriber start(SubscriberSettings settings, Reception reception) {
    BrokerSubscriber subscriber =
        BrokerSubscriber.start(settings, reception, DRAIN, Clock.systemUTC(), meters);
    opened.add(subscriber);
    return subscriber;
  }

  private Reception reception() {
    return new Reception(journal, Clock.systemUTC(), meters);
  }

  private void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private List<String> payloads() {
    return journal.all().stream()
        .map(each -> new String(each.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  private boolean connected(String name) {
    return meters.get("cuffline.subscriber.connected").tag("subscriber", name).gauge().value() == 1;
  }

  private double gauge(String name) {
    return meters.get(name).tag("subscriber", "hospital").gauge().value();
  }

  private double reconnects(Ending reason) {
    return meters
        .get("cuffline.subscriber.reconnects")
        .tag("subscriber", "hospital")
        .tag("reason", reason.code())
        .counter()
        .count();
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come");
      }
      boolean _ = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
    }
  }
}
