package dev.cuffline.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyncOrderTest {
  private static final String WRITE = "7 pwrite64(12</d/wal>, \"..P1-000001..\", 4096, 56) = 4096";
  private static final String SYNC = "7 fdatasync(12</d/wal>) = 0";
  private static final String ACK = "7 write(15</d/acks>, \"ACK P1-000001\\n\", 14) = 14";

  @Test
  void writtenSyncedAcknowledgedIsRight() {
    assertThat(tooEarly(WRITE, SYNC, ACK)).isEmpty();
  }

  @Test
  void withoutASyncItIsTooEarly() {
    assertThat(tooEarly(WRITE, ACK)).containsExactly("P1-000001");
  }

  @Test
  void aSyncBeforeTheLastWriteDoesNotCount() {
    assertThat(tooEarly(WRITE, SYNC, WRITE, ACK)).containsExactly("P1-000001");
  }

  @Test
  void aFailedSyncDoesNotCount() {
    String failed = "7 fdatasync(12</d/wal>) = -1 EIO (Input/output error) (INJECTED)";

    assertThat(tooEarly(WRITE, failed, ACK)).containsExactly("P1-000001");
  }

  @Test
  void aSyncThatHasNotReturnedDoesNotCount() {
    String begins = "7 fdatasync(12</d/wal> <unfinished ...>";
    String ends = "7 <... fdatasync resumed>) = 0";

    assertThat(tooEarly(WRITE, begins, ACK, ends)).containsExactly("P1-000001");
    assertThat(tooEarly(WRITE, begins, ends, ACK)).isEmpty();
  }

  @Test
  void aWriteThatEndsAfterTheSyncBeganDoesNotCount() {
    String begins = "8 pwrite64(12</d/wal>, \"..P1-000001..\", 4096, 56 <unfinished ...>";
    String ends = "8 <... pwrite64 resumed>) = 4096";

    assertThat(tooEarly(begins, SYNC, ends, ACK)).containsExactly("P1-000001");
  }

  @Test
  void aSyncOfAnotherFileDoesNotCount() {
    assertThat(tooEarly(WRITE, "7 fdatasync(9</d/db>) = 0", ACK)).containsExactly("P1-000001");
  }

  @Test
  void whatWasNeverWrittenMayNotBeAcknowledged() {
    assertThat(tooEarly(WRITE, SYNC, ACK.replace("P1-000001", "P1-000002")))
        .containsExactly("P1-000002");
  }

  private static List<String> tooEarly(String... trace) {
    return SyncOrder.of(List.of(trace), "/d/wal").tooEarly();
  }
}
