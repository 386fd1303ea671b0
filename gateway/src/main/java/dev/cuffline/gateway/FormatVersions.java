package dev.cuffline.gateway;

import dev.cuffline.gateway.format.described.DescribedFormat;
import dev.cuffline.gateway.format.described.DescribedFormat.Header;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what every version of a format file said. A derived row names the version that it was made
 * with (P3), so a file that says something else must have another version.
 */
final class FormatVersions {
  private FormatVersions() {}

  /**
   * Writes down versions that are new.
   *
   * @throws IllegalArgumentException when a file has changed since items were read with it, and its
   *     version has not
   */
  static void keep(Database database, List<DescribedFormat> formats, Instant now) {
    Optional<String> refusal =
        database
            .writer()
            .command(session -> {
              for (DescribedFormat format : formats) {
                Optional<String> refused = keep(session, format.header(), now);
                if (refused.isPresent()) {
                  return refused;
                }
              }
              return Optional.<String>empty();
            })
            .join();
    if (refusal.isPresent()) {
      throw new IllegalArgumentException(refusal.get());
    }
  }

  private static Optional<String> keep(Session session, Header format, Instant now)
      throws SQLException {
    Optional<String> kept =
        session.first(
            "SELECT sha256 FROM payload_format WHERE name = ? AND version = ?",
            row -> row.text("sha256"),
            format.name(),
            format.version());
    if (kept.isPresent() && kept.get().equals(format.sha256())) {
      return Optional.empty();
    }
    if (kept.isPresent() && isUsed(session, format)) {
      return Optional.of(
          "the format %s has changed since messages were read with its version %d: set version: %d in %s.yaml"
              .formatted(format.name(), format.version(), format.version() + 1, format.name()));
    }
    session.update(
        """
        INSERT INTO payload_format (name, version, sha256, seen_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (name, version) DO UPDATE
        SET sha256 = excluded.sha256, seen_at = excluded.seen_at
        """,
        format.name(),
        format.version(),
        format.sha256(),
        now);
    return Optional.empty();
  }

  private static boolean isUsed(Session session, Header format) throws SQLException {
    for (String name : format.names()) {
      Optional<Long> used =
          session.first(
              "SELECT 1 AS used FROM item WHERE format = ? AND format_version = ? LIMIT 1",
              row -> row.number("used"),
              name,
              format.version());
      if (used.isPresent()) {
        return true;
      }
    }
    return false;
  }
}
