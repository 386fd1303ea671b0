package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlDeviceLifeTest extends DeviceLifeContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
