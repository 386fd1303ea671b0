package dev.cuffline.gateway.access;

import dev.cuffline.gateway.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqliteAccessTest extends AccessContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return Database.sqlite(folder.resolve("store.db"));
  }
}
