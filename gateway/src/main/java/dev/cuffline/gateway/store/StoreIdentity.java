package dev.cuffline.gateway.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key from which every reading and Observation id is derived. Made once, lives in the store and
 * its backups, shared by all gateways, never rotated; it is no encryption key (DESIGN.md section 1,
 * Identity).
 */
public final class StoreIdentity {
  private static final String KEY_NAME = "identity_key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 20;
  private static final int SHORT_NAME_CHARACTERS = 8;

  private final byte[] key;

  /** Keyed once and cloned: looking the algorithm up costs more than the hash. */
  private final Mac keyed;

  private StoreIdentity(byte[] key) {
    this.key = key;
    try {
      this.keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /** Reads the store's key, making it when the store is new. */
  public static StoreIdentity of(Database database) {
    return database.writer().command(StoreIdentity::readOrMake).join();
  }

  private static StoreIdentity readOrMake(Session session) throws SQLException {
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    session.update(
        "INSERT INTO store_meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
        KEY_NAME,
        HexFormat.of().formatHex(fresh));
    return read(session).orElseThrow();
  }

  /** Reads the key of a store that exists. */
  public static Optional<StoreIdentity> read(Session session) throws SQLException {
    return session
        .first("SELECT value FROM store_meta WHERE name = ?", row -> row.text("value"), KEY_NAME)
        .map(hex -> new StoreIdentity(HexFormat.of().parseHex(hex)));
  }

  /** The raw key, for the FHIR mapper's resource ids. */
  public byte[] key() {
    return key.clone();
  }

  /** Eight characters that tell this store from another; in file names. */
  public String shortName() {
    return id("store").substring(0, SHORT_NAME_CHARACTERS);
  }

  /** An opaque id of the parts: HMAC-SHA-256 over their length-prefixed text, 40 hex digits. */
  public String id(String... parts) {
    try {
      Mac mac = (Mac) keyed.clone();
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        mac.update(bytes);
      }
      return HexFormat.of().formatHex(mac.doFinal(), 0, ID_BYTES);
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the platform's " + ALGORITHM + " can be cloned", impossible);
    }
  }
}
