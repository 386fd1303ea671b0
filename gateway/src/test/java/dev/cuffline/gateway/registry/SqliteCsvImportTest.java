package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqliteCsvImportTest extends CsvImportContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return Database.sqlite(folder.resolve("store.db"));
  }
}
