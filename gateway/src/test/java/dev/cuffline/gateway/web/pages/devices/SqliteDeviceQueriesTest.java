package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqliteDeviceQueriesTest extends DeviceQueriesContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return Database.sqlite(folder.resolve("store.db"));
  }
}
