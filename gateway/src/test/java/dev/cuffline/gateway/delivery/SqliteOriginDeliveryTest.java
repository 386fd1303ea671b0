package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqliteOriginDeliveryTest extends OriginDeliveryContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return TestDatabases.sqlite(folder);
  }
}
