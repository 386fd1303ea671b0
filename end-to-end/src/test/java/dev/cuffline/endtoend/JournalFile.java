package dev.cuffline.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The journal's file as any SQLite client reads it, beside the running gateway. */
final class JournalFile {
  private final String url;

  JournalFile(GatewayProcess gateway) {
    Path file = gateway.data().resolve("journal.db");
    this.url = "jdbc:sqlite:file:" + file + "?mode=ro";
  }

  /** The ids of the transmissions with exactly these bytes, the oldest first. */
  List<String> transmissionsOf(byte[] payload) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id FROM transmission WHERE payload = ? ORDER BY position")) {
      select.setBytes(1, payload);
      List<String> ids = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    }
  }

  /** How many transmissions it holds. */
  long size() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement select =
            connection.prepareStatement("SELECT COUNT(*) FROM transmission");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
