package dev.cuffline.gateway;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on PostgreSQL. */
final class PostgresqlEhrFactsTest extends EhrFactsContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
