package dev.cuffline.gateway;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqliteEhrFactsTest extends EhrFactsContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return TestDatabases.sqlite(folder);
  }
}
