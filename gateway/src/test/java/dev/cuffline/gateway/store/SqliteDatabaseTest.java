package dev.cuffline.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite. */
final class SqliteDatabaseTest extends DatabaseContractTest {
  @TempDir private Path folder;

  @Override
  Database open() {
    return Database.sqlite(folder.resolve("store.db"));
  }

  @Test
  void readingsOfAnOlderStoreAreThereAfterTheMigration() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("older.db");
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:dev/cuffline/gateway/store/migration")
        .placeholders(Dialect.SQLITE.words())
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (int i = 1; i <= 3; i++) {
        statement.execute(
            """
            INSERT INTO reading VALUES ('harbor', 'p-1', %d, 'r-%d', 'cuff-1', NULL, NULL, %d, 7,
              '120.5', '80', NULL, NULL, '[]', 'AUTOMATIC', 'FINAL', 1, 'DEVICE', NULL, 'raw',
              'cuffline.v1', 1, 't-1', %d, 1)
            """
                .formatted(100 - i, i, i, i));
      }
    }

    try (Database migrated = Database.sqlite(folder.resolve("older.db"))) {
      List<StoredReading> readings =
          migrated.read(session ->
              Readings.ofPatient(session, new PracticeId("harbor"), new PatientId("p-1")));
      assertThat(readings)
          .extracting(stored -> stored.reading().id().value())
          .containsExactly("r-3", "r-2", "r-1");
    }
  }
}
