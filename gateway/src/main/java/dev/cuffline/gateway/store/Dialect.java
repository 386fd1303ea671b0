package dev.cuffline.gateway.store;

import java.util.Map;

/** The few words in which the two databases differ; statements are otherwise the same. */
public enum Dialect {
  /** Embedded: one file, one writer. */
  SQLITE("INTEGER PRIMARY KEY AUTOINCREMENT", "WITHOUT ROWID"),
  /** Server. */
  POSTGRESQL("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "");

  private final String identity;
  private final String clustered;

  Dialect(String identity, String clustered) {
    this.identity = identity;
    this.clustered = clustered;
  }

  /** Placeholders of the migration scripts. */
  Map<String, String> words() {
    return Map.of("identity", identity, "clustered", clustered);
  }
}
