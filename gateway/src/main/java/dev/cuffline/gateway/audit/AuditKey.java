package dev.cuffline.gateway.audit;

import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What makes the codes of a chain: 256 random bits in a file that only its owner can read. */
public final class AuditKey {
  /** In the data folder. */
  public static final String FILE = "audit-key";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int ID_BYTES = 8;

  private final SecretKeySpec key;
  private final String id;

  private AuditKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      this.id = HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Reads the key of a data folder, making it when there is none. */
  public static AuditKey ensure(Path dataFolder) throws IOException {
    Optional<AuditKey> there = read(dataFolder);
    if (there.isPresent()) {
      return there.get();
    }
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    Path file = dataFolder.resolve(FILE);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file, HexFormat.of().formatHex(fresh) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    return new AuditKey(fresh);
  }

  /**
   * Reads the key of a data folder.
   *
   * @throws IOException when the file is there and holds no key
   */
  public static Optional<AuditKey> read(Path dataFolder) throws IOException {
    Path file = dataFolder.resolve(FILE);
    try {
      byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
      if (bytes.length != BYTES) {
        throw new IOException(file + " must hold " + 2 * BYTES + " hexadecimal digits");
      }
      return Optional.of(new AuditKey(bytes));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IllegalArgumentException noHex) {
      throw new IOException(file + " must hold " + 2 * BYTES + " hexadecimal digits", noHex);
    }
  }

  /** Names the key and tells nothing of it. */
  public String id() {
    return id;
  }

  /**
   * The code of an entry: over the one before it, its place and every value, each with its length,
   * so that nothing can be moved from one value into the next.
   *
   * @param before code of the entry before it; empty for the first one
   */
  String code(String before, String process, long seq, AuditEntry entry) {
    Mac mac = mac();
    List<String> values =
        List.of(
            before,
            process,
            Long.toString(seq),
            Long.toString(Micros.of(entry.at())),
            entry.practice(),
            entry.actor(),
            entry.action(),
            JsonList.of(entry.patients()),
            entry.outcome().name());
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      mac.update(bytes);
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
