package dev.cuffline.gateway.web.pages.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.journal.JournalSettings;
import dev.cuffline.gateway.journal.SqliteJournal;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.rules.reading.PracticeId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceivedTest {
  private static final Instant T0 = Instant.parse("2026-01-10T08:00:00Z");

  @TempDir private Path folder;

  private static Transmission at(int second) {
    return new Transmission(
        "T" + second,
        T0.plusSeconds(second),
        new PracticeId("harbor"),
        Transport.HTTP,
        "cuff",
        "cuffline.v1",
        "/v1/ingest/cuffline.v1",
        "application/json",
        false,
        new byte[] {1});
  }

  @Test
  void countsWhatWasReceivedSinceAnInstant() {
    try (SqliteJournal journal =
        SqliteJournal.open(folder, JournalSettings.DEFAULTS, new SimpleMeterRegistry())) {
      assertThat(Received.since(journal, T0)).isZero();
      for (int second = 0; second < 50; second++) {
        journal.append(at(second)).join();
      }

      assertThat(Received.since(journal, T0)).isEqualTo(50);
      assertThat(Received.since(journal, T0.plusSeconds(20))).isEqualTo(30);
      assertThat(Received.since(journal, T0.plusSeconds(49))).isEqualTo(1);
      assertThat(Received.since(journal, T0.plusSeconds(50))).isZero();
    }
  }
}
