package dev.cuffline.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real system calls fail under the journal: it stops acknowledging, loudly, and loses nothing. */
class FaultyDiskTest {
  @TempDir Path folder;

  @Test
  void afterOneFailedSyncNothingIsAcknowledgedAlthoughTheNextWouldSucceed() throws Exception {
    List<String> said =
        new TracedLoad(folder).acknowledgements(200, 4, "fdatasync,fsync:error=EIO:when=12");

    assertThat(said).hasSize(200).anyMatch(FaultyDiskTest::isAcknowledged);
    assertThat(said.getLast()).startsWith("NAK").contains("SQLITE_IOERR_FSYNC");
    assertAcknowledgedAreTheFirstOnes(said);
    assertEverythingAcknowledgedIsThere(said);
  }

  @Test
  void aFullDiskStopsAcknowledgingAndSaysWhichFolder() throws Exception {
    List<String> said =
        new TracedLoad(folder).acknowledgements(200, 4, "pwrite64,write:error=ENOSPC:when=90+");

    assertThat(said).hasSize(200).anyMatch(FaultyDiskTest::isAcknowledged);
    assertThat(said.getLast())
        .startsWith("NAK")
        .contains("is full: make room there")
        .contains(folder.getFileName().toString());
    assertAcknowledgedAreTheFirstOnes(said);
    assertEverythingAcknowledgedIsThere(said);
  }

  /** One thread sends in the order of ids, so nothing after a failed one may be acknowledged. */
  private static void assertAcknowledgedAreTheFirstOnes(List<String> said) {
    List<String> ids =
        said.stream()
            .filter(FaultyDiskTest::isAcknowledged)
            .map(line -> line.substring(4))
            .sorted()
            .toList();

    assertThat(ids)
        .isEqualTo(
            IntStream.range(0, ids.size()).mapToObj(JournalLoad.ID_FORMAT::formatted).toList());
  }

  private void assertEverythingAcknowledgedIsThere(List<String> said) {
    try (var journal =
        SqliteJournal.open(folder, JournalSettings.DEFAULTS, new SimpleMeterRegistry())) {
      assertThat(
              said.stream().filter(FaultyDiskTest::isAcknowledged).map(line -> line.substring(4)))
          .allMatch(id -> journal.find(id).isPresent());
      assertThat(journal.append(Transmissions.withId("after")).join()).isEqualTo(journal.head());
    }
  }

  private static boolean isAcknowledged(String line) {
    return line.startsWith("ACK");
  }
}
