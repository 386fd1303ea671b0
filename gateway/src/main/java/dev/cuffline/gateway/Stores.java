package dev.cuffline.gateway;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Reads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the store that the settings name. */
final class Stores {
  static final String FILE = "store.db";

  private Stores() {}

  static Database open(Configuration.Store store, Path dataFolder) {
    return switch (store.kind()) {
      case SQLITE -> Database.sqlite(dataFolder.resolve(FILE));
      case POSTGRESQL -> Database.postgresql(server(store));
    };
  }

  /** For commands that only look, beside a running gateway. */
  static Reads openReadOnly(Configuration.Store store, Path dataFolder) {
    return switch (store.kind()) {
      case SQLITE -> Reads.sqlite(dataFolder.resolve(FILE));
      case POSTGRESQL -> Reads.postgresql(server(store));
    };
  }

  private static DataSource server(Configuration.Store store) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(store.url());
    source.setLogServerErrorDetail(false);
    if (!store.user().isEmpty()) {
      source.setUser(store.user());
    }
    if (!store.passwordFile().isEmpty()) {
      try {
        source.setPassword(Files.readString(Path.of(store.passwordFile())).strip());
      } catch (IOException fault) {
        throw new IllegalArgumentException(
            "store.passwordFile " + store.passwordFile() + " cannot be read", fault);
      }
    }
    return source;
  }
}
