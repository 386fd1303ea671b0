package dev.cuffline.gateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Fresh, migrated, empty databases for contract tests; one PostgreSQL server for the whole run. */
public final class TestDatabases {
  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  /** A SQLite file in a folder. */
  public static Database sqlite(Path folder) {
    return Database.sqlite(folder.resolve("store.db"));
  }

  /** A database of its own on a real PostgreSQL server. */
  public static Database postgresql() {
    String name = "contract_" + COUNT.incrementAndGet();
    Server.create(name, "TEMPLATE " + TEMPLATE);
    return Database.postgresql(Server.RUNNING.getDatabase("postgres", name));
  }

  /** Started by the first test that needs it; it stops with the process. */
  private static final class Server {
    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        create(server, TEMPLATE, "");
        Database.postgresql(server.getDatabase("postgres", TEMPLATE)).close();
        return server;
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }

    private static void create(String name, String how) {
      create(RUNNING, name, how);
    }

    private static void create(EmbeddedPostgres server, String name, String how) {
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + " " + how);
      } catch (SQLException fault) {
        throw new StoreException("a database for a test could not be made", fault);
      }
    }
  }
}
