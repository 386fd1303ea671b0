package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Database;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may send, in memory: loaded at start, refreshed after each command that touches a login and
 * before that command's future completes. Safe for use by many threads; asking never blocks.
 */
public final class SourceDirectory implements Sources {
  private static final byte[] NOBODY = new byte[32];

  private final Database database;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final Map<String, Entry> byId = new ConcurrentHashMap<>();
  private final Map<String, Entry> bySecret = new ConcurrentHashMap<>();

  private static final class Entry {
    private final Source source;
    private final byte[] sha256;

    private Entry(Source source, byte[] sha256) {
      this.source = source;
      this.sha256 = sha256;
    }
  }

  /** Loads every login that is in force. Blocks. */
  public SourceDirectory(Database database) {
    this.database = database;
    database.read(SourceTable::list).forEach(this::put);
  }

  @Override
  public Optional<Source> authenticate(String id, byte[] secret) {
    Entry entry = byId.get(id);
    byte[] expected = entry == null ? NOBODY : entry.sha256;
    boolean equal = MessageDigest.isEqual(expected, Secrets.sha256(secret));
    return entry != null && equal ? Optional.of(entry.source) : Optional.empty();
  }

  @Override
  public Optional<Source> authenticateKey(byte[] apiKey) {
    byte[] sha256 = Secrets.sha256(apiKey);
    // The key of this map is a hash of 192 random bits: how long a look-up takes tells nothing.
    Entry entry = bySecret.get(HexFormat.of().formatHex(sha256));
    byte[] expected = entry == null ? NOBODY : entry.sha256;
    boolean equal = MessageDigest.isEqual(expected, sha256);
    return entry != null && equal ? Optional.of(entry.source) : Optional.empty();
  }

  /** Reads one login again. Reading and putting are one step, so that a late caller cannot undo. */
  void refresh(String id) {
    refreshing.lock();
    try {
      Optional<SourceTable.Login> login = database.read(s -> SourceTable.find(s, id));
      Entry before = byId.remove(id);
      if (before != null) {
        bySecret.remove(HexFormat.of().formatHex(before.sha256));
      }
      login.ifPresent(this::put);
    } finally {
      refreshing.unlock();
    }
  }

  private void put(SourceTable.Login login) {
    if (login.revokedAt().isPresent()) {
      return;
    }
    byte[] sha256 = HexFormat.of().parseHex(login.secretSha256());
    Entry entry = new Entry(new Source(login.id(), login.practice()), sha256);
    byId.put(login.id(), entry);
    bySecret.put(login.secretSha256(), entry);
  }
}
