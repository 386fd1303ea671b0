package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlPanelsTest extends PanelsContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
