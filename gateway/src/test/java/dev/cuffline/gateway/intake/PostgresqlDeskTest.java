package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlDeskTest extends DeskContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
