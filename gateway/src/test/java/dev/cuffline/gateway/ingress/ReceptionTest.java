package dev.cuffline.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.gateway.registry.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private static final Source SOURCE = new Source("c1", KnownSources.PRACTICE);

  private final HandDrivenJournal journal = new HandDrivenJournal();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Clock clock =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901234Z"), ZoneOffset.UTC);
  private final Reception reception = new Reception(journal, clock, meters);
  private final List<String> outcomes = new ArrayList<>();

  @Test
  void aTransmissionCarriesWhoWhenAndWhatUnchanged() {
    byte[] payload = {1, 2, 3};

    String id = reception.receive(SOURCE, inbound(payload), settlement("a"));

    assertThat(journal.get(0))
        .isEqualTo(
            new Transmission(
                id,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                KnownSources.PRACTICE,
                Transport.HTTP,
                "c1",
                "fmt",
                "/path",
                "text/plain",
                false,
                payload));
  }

  @Test
  void aRetainedMessageIsMarked() {
    reception.receive(
        SOURCE,
        new Inbound(Transport.MQTT_SUBSCRIBER, "fmt", "a/b", "", true, new byte[0]),
        settlement("a"));

    assertThat(journal.get(0).retained()).isTrue();
  }

  @Test
  void idsAreUlidsThatGrowWithinAMillisecond() {
    String first = reception.receive(SOURCE, inbound(new byte[0]), settlement("a"));
    String second = reception.receive(SOURCE, inbound(new byte[0]), settlement("b"));

    assertThat(first).matches("[0-9A-HJKMNP-TV-Z]{26}");
    assertThat(second).isGreaterThan(first);
  }

  @Test
  void nothingIsSettledBeforeTheJournalSaysSo() {
    reception.receive(SOURCE, inbound(new byte[0]), settlement("a"));

    assertThat(outcomes).isEmpty();
  }

  @Test
  void onlyDurableTransmissionsAreCounted() {
    reception.receive(SOURCE, inbound(new byte[0]), settlement("a"));
    reception.receive(SOURCE, inbound(new byte[0]), settlement("b"));

    journal.complete(0);
    journal.fail(1);

    assertThat(outcomes).containsExactly("a durable", "b failed");
    assertThat(
            meters
                .get("cuffline.transmissions.received")
                .tag("transport", "http")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void anInboundShowsNeitherPayloadNorPath() {
    assertThat(inbound("120/80".getBytes(StandardCharsets.UTF_8)))
        .hasToString("Inbound[http, 6 bytes]");
  }

  private static Inbound inbound(byte[] payload) {
    return new Inbound(Transport.HTTP, "fmt", "/path", "text/plain", payload);
  }

  private Settlement settlement(String name) {
    return new Settlement() {
      @Override
      public void durable() {
        outcomes.add(name + " durable");
      }

      @Override
      public void failed(Throwable cause) {
        outcomes.add(name + " failed");
      }
    };
  }
}
