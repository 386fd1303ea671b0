package dev.cuffline.gateway.audit;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlAuditLogTest extends AuditLogContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
