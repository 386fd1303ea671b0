package dev.cuffline.gateway.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A journal opened to look into, beside a running gateway or after one; nothing can be appended.
 */
public final class JournalLookup implements AutoCloseable {
  private final SqliteJournalReader reader;

  private JournalLookup(SqliteJournalReader reader) {
    this.reader = reader;
  }

  /**
   * Opens the journal of a data folder.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static JournalLookup open(Path folder) {
    if (!Files.isRegularFile(folder.resolve(SqliteJournalFile.NAME))) {
      throw new IllegalArgumentException(
          "there is no journal in " + folder + "; set data.folder to the folder of the gateway");
    }
    try {
      return new JournalLookup(new SqliteJournalReader(folder));
    } catch (SQLException fault) {
      throw new JournalUnavailableException("the journal in " + folder + " cannot be read", fault);
    }
  }

  /** The entry of a transmission. */
  public Optional<JournalEntry> find(String transmissionId) {
    return reader.find(transmissionId).stream().findFirst();
  }

  /** Entries after a position, exclusive, in order; at most so many. */
  public List<JournalEntry> read(long after, int limit) {
    return reader.read(after, limit);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (SQLException fault) {
      throw new JournalUnavailableException("the journal could not be closed", fault);
    }
  }
}
