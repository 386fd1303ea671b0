package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqlitePanelsTest extends PanelsContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return TestDatabases.sqlite(folder);
  }
}
