package dev.cuffline.gateway.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqliteDatabaseTest extends DatabaseContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return Database.sqlite(folder.resolve("store.db"));
  }
}
