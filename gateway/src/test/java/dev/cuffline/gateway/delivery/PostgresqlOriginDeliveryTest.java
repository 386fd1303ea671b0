package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.TestDatabases;

/** The contract on a real PostgreSQL server. */
final class PostgresqlOriginDeliveryTest extends OriginDeliveryContractTest {
  @Override
  Database open() {
    return TestDatabases.postgresql();
  }
}
