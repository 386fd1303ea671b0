package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlUnattributedAlertsTest extends UnattributedAlertsContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
