package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlSilenceTest extends SilenceContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
