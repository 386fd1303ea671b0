package dev.cuffline.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.IssuedSecret;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** No log line shows what a patient measured, who it is, which device it was, or a secret (P7). */
final class PrivacyTest {
  private static final Instant EARLIER = TestGateway.START.minus(Duration.ofMinutes(5));
  private static final String IMEI = "990000000000017";
  private static final String MARK = "zq7-payload-mark";
  private static final String VALUES = "213.77";

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = logger("dev.cuffline");

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @BeforeEach
  void listen() {
    lines.start();
    root.addAppender(lines);
    ours.setLevel(Level.TRACE);
  }

  @AfterEach
  void stopListening() {
    ours.setLevel(Level.INFO);
    root.detachAppender(lines);
  }

  private String written() {
    List<String> all = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(lines.list)) {
      all.add(event.getFormattedMessage());
      all.add(String.valueOf(event.getKeyValuePairs()));
      for (IThrowableProxy cause = event.getThrowableProxy();
          cause != null;
          cause = cause.getCause()) {
        all.add(String.valueOf(cause.getMessage()));
      }
    }
    return String.join("\n", all);
  }

  private static void sendEverythingThatMayGoWrong(TestGateway gateway) {
    gateway.judged(
        "d-1",
        """
        {"measuredAt": "%s", "systolic": %s, "diastolic": 128, "id": "%s",
         "device": "imei:%s"}\
        """
            .formatted(EARLIER, VALUES, MARK, IMEI));
    gateway.judged("d-1", "{\"" + MARK + "\": " + VALUES + "}");
    gateway.judged("d-1", "{\"systolic\": " + MARK);
    gateway.judged("d-1", "[".repeat(80) + MARK);
    gateway.judged(
        "d-1",
        Cuff.together(
            Cuff.of("imei:" + IMEI + "\\u0000", EARLIER, 213, 128),
            "{\"device\": \"" + MARK + "\"}"));
    gateway.judged("cuff-9", Cuff.of("imei:" + IMEI + "9", EARLIER, 213, 128));
  }

  @Test
  void nothingOfAPatientADeviceOrASecretIsWritten() {
    try (Database database = TestDatabases.sqlite(folder);
        TestGateway gateway = new TestGateway(database)) {
      gateway
          .people()
          .usual("p-1", "cuff-1")
          .device("d-1", RegulatoryStatus.FDA, DeviceKey.imei(IMEI))
          .assign("d-1", "p-1");
      IssuedSecret secret =
          gateway.registry().createSource(TestGateway.PRACTICE, "hub-1", "nurse-1").join();

      sendEverythingThatMayGoWrong(gateway);
      gateway.ledger().plant("UPDATE alert SET findings = ?", "[{\"sentence\": \"" + MARK + VALUES);
      sendEverythingThatMayGoWrong(gateway);
      gateway.judged("d-1", Cuff.of("imei:" + IMEI, EARLIER.plusSeconds(1), 213, 128));
      gateway.clock().advance(Duration.ofMinutes(1));
      gateway.ledger().plant("ALTER TABLE item RENAME TO item_away");
      gateway.judged("d-1", Cuff.of("imei:" + IMEI, EARLIER.plusSeconds(2), 213, 128));

      assertThat(lines.list).isNotEmpty();
      assertThat(written())
          .doesNotContain(
              IMEI, MARK, VALUES, "213/128", Enrolling.FAMILY, "M-p-1", secret.secret());
    }
  }
}
