package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlBillingDeskTest extends BillingDeskContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
