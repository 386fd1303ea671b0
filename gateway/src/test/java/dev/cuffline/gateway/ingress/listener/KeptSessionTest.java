package dev.cuffline.gateway.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What outlives a connection (MQTT 5.0 sections 3.1.2.4, 3.1.2.11.2 and 4.1; 3.1.1, 3.1.2.4). */
class KeptSessionTest {
  private static final String TOPIC = "devices/c1/x";
  private static final MqttVersion V5 = MqttVersion.MQTT_5;
  private static final int NEVER = -1;

  private final Bench bench = new Bench();

  @AfterEach
  void nothingLeaks() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1, false", "MQTT_3_1_1, true", "MQTT_5, true"})
  void aKeptSessionIsThereWhenTheDeviceComesBack(MqttVersion version, boolean told) {
    assertThat(leave(version, 60)).isFalse();

    assertThat(bench.sessions.keptCount()).isEqualTo(1);
    assertThat(bench.device().resumes(version, "c1", 60)).isEqualTo(told);
    assertThat(bench.sessions.keptCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aCleanSessionLeavesNothing(MqttVersion version) {
    bench.device().connected(version, "c1").send(MqttMessage.DISCONNECT);

    assertThat(bench.sessions.keptCount()).isZero();
    assertThat(bench.device().resumes(version, "c1", 60)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aCleanStartForgetsWhatWasKept(MqttVersion version) {
    leave(version, 60);

    bench.device().connected(version, "c1").send(MqttMessage.DISCONNECT);

    assertThat(bench.device().resumes(version, "c1", 60)).isFalse();
  }

  @Test
  void mqtt5MayStartCleanAndBeKeptAfterwards() {
    Device device = bench.device();
    device.connect(
        Device.hello(V5, "c1", "c1")
            .properties(Device.number(MqttProperties.SESSION_EXPIRY_INTERVAL, 60))
            .build());
    device.send(MqttMessage.DISCONNECT);

    assertThat(bench.device().resumes(V5, "c1", 60)).isTrue();
  }

  @Test
  void mqtt5WithoutAnExpiryIsNotKept() {
    leave(V5, 0);

    assertThat(bench.sessions.keptCount()).isZero();
    assertThat(bench.device().resumes(V5, "c1", 0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"59, true", "60, false"})
  void aSessionExpiresToTheSecond(int seconds, boolean present) {
    leave(V5, 60);

    bench.clock.advance(Duration.ofSeconds(seconds));

    assertThat(bench.device().resumes(V5, "c1", 60)).isEqualTo(present);
  }

  @ParameterizedTest
  @CsvSource({"MQTT_3_1_1, 60", "MQTT_5, -1"})
  void noSessionIsKeptLongerThanTheSettingSays(MqttVersion version, int asked) {
    leave(version, asked);

    bench.clock.advance(Bench.SESSION_EXPIRY);

    assertThat(bench.device().resumes(version, "c1", asked)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, -1", "60, -1", "7200, -1", "7201, 7200", "-1, 7200"})
  void mqtt5IsToldWhenItGetsLessThanItAskedFor(int asked, int told) {
    MqttConnAckMessage answer =
        bench
            .device()
            .connect(
                Device.hello(V5, "c1", "c1")
                    .properties(Device.number(MqttProperties.SESSION_EXPIRY_INTERVAL, asked))
                    .build());

    assertThat(
            Packets.number(
                answer.variableHeader().properties(), MqttProperties.SESSION_EXPIRY_INTERVAL, -1))
        .isEqualTo(told);
  }

  @Test
  void whatHasExpiredIsSweptAway() {
    leave(V5, 60);
    bench.device().resumes(V5, "c2", 120);
    bench.device().resumes(V5, "c2", 120);
    bench.clock.advance(Duration.ofSeconds(60));

    bench.sessions.sweep();

    assertThat(bench.sessions.keptCount()).isZero();
    assertThat(bench.sessions.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"60, 0, 0, false", "60, 3000, 2999, true", "60, -1, 7199, true"})
  void disconnectMayChangeTheExpiry(int asked, int changed, int seconds, boolean present) {
    Device device = bench.device();
    device.resumes(V5, "c1", asked);

    device.send(goodBye(changed));

    bench.clock.advance(Duration.ofSeconds(seconds));
    assertThat(bench.device().resumes(V5, "c1", asked)).isEqualTo(present);
  }

  @Test
  void disconnectMayNotKeepWhatConnectDidNot() {
    Device device = bench.device();
    device.resumes(V5, "c1", 0);

    device.send(goodBye(60));

    assertThat(device.answers()).containsExactly("DISCONNECT 0x82");
    assertThat(bench.sessions.keptCount()).isZero();
  }

  @Test
  void aSessionOutlivesAnEndOfOurMaking() {
    Device device = bench.device();
    device.resumes(V5, "c1", 60);
    device.publish("", 1);
    assertThat(device.isOpen()).isFalse();

    assertThat(bench.device().resumes(V5, "c1", 60)).isTrue();
  }

  @Test
  void onlySoManySessionsAreKeptAndTheOldestGoes() {
    for (int i = 0; i <= Bench.KEPT_SESSIONS; i++) {
      Device device = bench.device();
      device.resumes(V5, "c" + i, NEVER);
      device.send(MqttMessage.DISCONNECT);
    }

    assertThat(bench.sessions.keptCount()).isEqualTo(Bench.KEPT_SESSIONS);
    assertThat(bench.device().resumes(V5, "c0", NEVER)).isFalse();
    assertThat(bench.device().resumes(V5, "c1", NEVER)).isTrue();
  }

  @Test
  void aRevokedSourceLosesItsSessions() {
    leave(V5, 60);

    bench.sessions.revoke("c1");

    assertThat(bench.sessions.keptCount()).isZero();
  }

  @Test
  void theSameClientIdOfAnotherSourceIsAnotherSession() {
    leave(V5, 60);

    MqttConnAckMessage answer =
        bench.device().connect(Device.hello(V5, "c2", "c1").cleanSession(false).build());

    assertThat(answer.variableHeader().isSessionPresent()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aRepetitionOverAReconnectIsNotJournalledAgain(MqttVersion version) {
    Device first = bench.device();
    first.resumes(version, "c1", 60);
    first.publishOnce(TOPIC, 7, (byte) 1);
    bench.journal.completeAll();
    first.hangUp();

    Device second = bench.device();
    second.resumes(version, "c1", 60);
    second.publishOnceAgain(TOPIC, 7, (byte) 1).release(7);

    assertThat(second.answers()).containsExactlyInAnyOrder("PUBREC 7", "PUBCOMP 7");
    assertThat(bench.journal.size()).isEqualTo(1);
  }

  @Test
  void aRepetitionOfWhatIsStillUnderWayIsAnsweredOnTheNewConnectionOnceItIsDurable() {
    Device first = bench.device();
    first.resumes(V5, "c1", 60);
    first.publishOnce(TOPIC, 7, (byte) 1);
    first.hangUp();
    Device second = bench.device();
    second.resumes(V5, "c1", 60);
    second.publishOnceAgain(TOPIC, 7, (byte) 1);
    assertThat(second.answers()).isEmpty();

    bench.journal.complete(0);

    assertThat(second.answers()).containsExactly("PUBREC 7");
    assertThat(bench.journal.size()).isEqualTo(1);
  }

  @Test
  void aReleaseOverAReconnectIsAnswered() {
    Device first = bench.device();
    first.resumes(V5, "c1", 60);
    first.publishOnce(TOPIC, 7, (byte) 1);
    bench.journal.completeAll();
    first.hangUp();

    Device second = bench.device();
    second.resumes(V5, "c1", 60);
    second.release(7);

    assertThat(second.answers()).containsExactly("PUBCOMP 7");
  }

  @Test
  void withoutItsSessionARepetitionIsAnotherMessage() {
    Device first = bench.device().connected(V5, "c1");
    first.publishOnce(TOPIC, 7, (byte) 1);
    first.hangUp();

    bench.device().connected(V5, "c1").publishOnceAgain(TOPIC, 7, (byte) 1);

    assertThat(bench.journal.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aTakeoverTakesTheSessionAlong(MqttVersion version) {
    Device older = bench.device();
    older.resumes(version, "c1", 60);
    older.publishOnce(TOPIC, 7, (byte) 1);

    Device newer = bench.device();
    newer.resumes(version, "c1", 60);
    newer.publishOnceAgain(TOPIC, 7, (byte) 1);

    assertThat(older.answers()).isEqualTo(version == V5 ? List.of("DISCONNECT 0x8E") : List.of());
    assertThat(older.isOpen()).isFalse();
    bench.journal.completeAll();
    assertThat(newer.answers()).containsExactly("PUBREC 7");
    assertThat(bench.journal.size()).isEqualTo(1);
    assertThat(bench.sessions.count()).isEqualTo(1);
  }

  @Test
  void aSessionThatIsNotKeptEndsWithTheConnectionItIsTakenFrom() {
    Device older = bench.device();
    older.resumes(V5, "c1", 0);

    assertThat(bench.device().resumes(V5, "c1", 60)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whatTheOldConnectionPublishedIsNotAcknowledgedOnTheNewOne(MqttVersion version) {
    Device older = bench.device();
    older.resumes(version, "c1", 60);
    older.publish(TOPIC, 5, (byte) 1);
    Device newer = bench.device();
    newer.resumes(version, "c1", 60);
    newer.publish(TOPIC, 5, (byte) 2);

    bench.journal.complete(0);
    assertThat(newer.answers()).isEmpty();
    bench.journal.complete(1);

    assertThat(newer.answers()).containsExactly("PUBACK 5");
    assertThat(older.acknowledged()).isEmpty();
  }

  /**
   * It was sent before the takeover and is read after it, when its packet id may be in use anew.
   */
  @Test
  void aLateReleaseOfTheOldConnectionFreesNothing() {
    bench.journal.immediate();
    Device older = bench.device();
    older.resumes(V5, "c1", 60);
    Device newer = bench.device();
    newer.resumes(V5, "c1", 60);
    newer.publishOnce(TOPIC, 7, (byte) 1);

    older.release(7);
    newer.publishOnceAgain(TOPIC, 7, (byte) 1);

    assertThat(bench.journal.size()).isEqualTo(1);
    assertThat(older.answers()).containsExactly("DISCONNECT 0x8E");
  }

  @Test
  void aLatePublishOfTheOldConnectionIsNotTakenForOneOfTheNew() {
    Device older = bench.device();
    older.resumes(V5, "c1", 60);
    Device newer = bench.device();
    newer.resumes(V5, "c1", 60);

    older.publishOnce(TOPIC, 7, (byte) 1);

    assertThat(older.answers()).containsExactly("DISCONNECT 0x8E");
    assertThat(bench.journal.size()).isZero();
  }

  @Test
  void theQuotaBeginsAnewWithEachConnection() {
    bench.journal.immediate();
    for (int round = 0; round < 3; round++) {
      Device device = bench.device();
      device.resumes(V5, "c1", 60);
      for (int i = 0; i < Bench.RECEIVE_MAXIMUM; i++) {
        int id = 1 + round * Bench.RECEIVE_MAXIMUM + i;
        device.publishOnce(TOPIC, id, (byte) id);
      }
      assertThat(device.isOpen()).isTrue();
      device.hangUp();
    }

    assertThat(bench.journal.size()).isEqualTo(3 * Bench.RECEIVE_MAXIMUM);
  }

  @Test
  void theGaugeShowsHowManyAreKept() {
    leave(V5, 60);

    assertThat(bench.meters.get("cuffline.mqtt.sessions.kept").gauge().value()).isEqualTo(1);
  }

  private boolean leave(MqttVersion version, int expirySeconds) {
    Device device = bench.device();
    boolean present = device.resumes(version, "c1", expirySeconds);
    device.send(MqttMessage.DISCONNECT);
    return present;
  }

  private static MqttMessage goodBye(int expirySeconds) {
    return MqttMessageBuilders.disconnect()
        .properties(Device.number(MqttProperties.SESSION_EXPIRY_INTERVAL, expirySeconds))
        .build();
  }
}
