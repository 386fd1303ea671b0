package dev.cuffline.gateway.journal;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContractTest {
  @TempDir Path folder;

  @Override
  protected Journal open() {
    return SqliteJournal.open(folder, JournalSettings.DEFAULTS, new SimpleMeterRegistry());
  }
}
