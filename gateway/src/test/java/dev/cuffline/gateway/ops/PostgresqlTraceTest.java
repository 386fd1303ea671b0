package dev.cuffline.gateway.ops;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlTraceTest extends TraceContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
