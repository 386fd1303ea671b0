package dev.cuffline.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.journal.SqliteJournalFile.Synchronous;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P1 at the file layer. The page cache survives a kill, so no killing can show a missing sync; the
 * order of the system calls can.
 */
class AcknowledgedMeansDurableTest {
  private static final int COUNT = 600;

  @TempDir Path folder;

  @Test
  void noAcknowledgementLeavesBeforeItsGroupIsSynced() throws Exception {
    SyncOrder order = traced(Synchronous.FULL);

    assertThat(order.acknowledged()).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(order.syncs()).isGreaterThanOrEqualTo(COUNT / 24);
    assertThat(order.tooEarly()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "FULL", mode = EnumSource.Mode.EXCLUDE)
  void lessThanFullSynchronousIsCaught(Synchronous synchronous) throws Exception {
    SyncOrder order = traced(synchronous);

    assertThat(order.acknowledged()).hasSize(COUNT);
    assertThat(order.tooEarly()).hasSizeGreaterThan(COUNT / 2);
  }

  private SyncOrder traced(Synchronous synchronous) throws IOException, InterruptedException {
    var load = new TracedLoad(folder);
    return SyncOrder.of(load.trace(COUNT, 24, synchronous), load.wal().toString());
  }
}
