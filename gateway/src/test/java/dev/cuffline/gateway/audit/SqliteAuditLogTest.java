package dev.cuffline.gateway.audit;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on SQLite. */
final class SqliteAuditLogTest extends AuditLogContractTest {
  @Override
  Database open() {
    return TestDatabases.sqlite(folder);
  }
}
