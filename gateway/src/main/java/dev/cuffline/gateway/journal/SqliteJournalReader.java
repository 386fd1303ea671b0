package dev.cuffline.gateway.journal;

import dev.cuffline.gateway.journal.PendingAppend.EpochNanos;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * The reading side: a read-only connection of its own, so that reading never waits for a commit.
 * Being read-only it sees durable entries only, and writes nothing when it is the last to close.
 */
final class SqliteJournalReader implements AutoCloseable {
  private static final String COLUMNS =
      "SELECT position, id, received_at, practice, transport, source, format, path, content_type,"
          + " retained, sha256, payload FROM transmission ";

  private final ReentrantLock lock = new ReentrantLock();
  private final Path folder;
  private final Connection connection;
  private final PreparedStatement after;
  private final PreparedStatement byId;
  private final MessageDigest sha256 = SqliteJournalFile.sha256();

  SqliteJournalReader(Path folder) throws SQLException {
    this.folder = folder;
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(5_000);
    connection = config.createConnection("jdbc:sqlite:" + folder.resolve(SqliteJournalFile.NAME));
    try {
      after = connection.prepareStatement(COLUMNS + "WHERE position > ? ORDER BY position LIMIT ?");
      byId = connection.prepareStatement(COLUMNS + "WHERE id = ? ORDER BY position LIMIT 1");
    } catch (SQLException refused) {
      connection.close();
      throw refused;
    }
  }

  List<JournalEntry> read(long afterPosition, int limit) {
    lock.lock();
    try {
      after.setLong(1, afterPosition);
      after.setInt(2, limit);
      return entries(after);
    } catch (SQLException fault) {
      throw unreadable(fault);
    } finally {
      lock.unlock();
    }
  }

  List<JournalEntry> find(String transmissionId) {
    lock.lock();
    try {
      byId.setString(1, transmissionId);
      return entries(byId);
    } catch (SQLException fault) {
      throw unreadable(fault);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      connection.close();
    } finally {
      lock.unlock();
    }
  }

  private List<JournalEntry> entries(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      var entries = new ArrayList<JournalEntry>();
      while (rows.next()) {
        entries.add(entry(rows));
      }
      return entries;
    }
  }

  private JournalEntry entry(ResultSet row) throws SQLException {
    int column = 0;
    long position = row.getLong(++column);
    String id = row.getString(++column);
    long receivedAt = row.getLong(++column);
    String practice = row.getString(++column);
    String transport = row.getString(++column);
    String source = row.getString(++column);
    String format = row.getString(++column);
    String path = row.getString(++column);
    String contentType = row.getString(++column);
    boolean retained = row.getInt(++column) != 0;
    byte[] hash = row.getBytes(++column);
    byte[] payload = bytes(row.getBytes(++column));
    requireIntact(position, hash, payload);
    return new JournalEntry(
        position,
        new Transmission(
            id,
            EpochNanos.toInstant(receivedAt),
            new PracticeId(practice),
            Transport.valueOf(transport),
            source,
            format,
            path,
            contentType,
            retained,
            payload));
  }

  /** Bytes that changed on the disk must not be judged as if a cuff had sent them. */
  private void requireIntact(long position, byte[] hash, byte[] payload) {
    if (!MessageDigest.isEqual(hash, sha256.digest(payload))) {
      throw new JournalUnavailableException(
          "position "
              + position
              + " of the journal in "
              + folder
              + " is damaged: its bytes do not match their hash");
    }
  }

  /** SQLite gives an empty BLOB back as null. */
  private static byte[] bytes(byte @org.jspecify.annotations.Nullable [] blob) {
    return blob == null ? new byte[0] : blob;
  }

  private JournalUnavailableException unreadable(SQLException fault) {
    return new JournalUnavailableException("cannot read the journal in " + folder, fault);
  }
}
