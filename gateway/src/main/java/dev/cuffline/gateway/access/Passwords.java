package dev.cuffline.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes of passwords: Argon2id (RFC 9106) in the PHC string format, with the cost that the OWASP
 * Password Storage Cheat Sheet recommends. A few are computed at a time, so that people who sign in
 * take neither the memory nor the cores of the readings. Blocks: not for event loops. Safe for many
 * threads.
 */
public final class Passwords {
  private static final Cost OWASP = new Cost(19_456, 2, 1);
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Beyond these an odd row of the store could take all memory. */
  private static final int MOST_KIB = 1 << 20;

  private static final int AT_A_TIME = 2;
  private static final int PATIENCE_SECONDS = 10;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final Semaphore slots = new Semaphore(AT_A_TIME, true);
  private final SecureRandom random = new SecureRandom();

  /**
   * What a hash costs.
   *
   * @param kib memory
   * @param passes over the memory
   * @param lanes that could be computed side by side
   */
  private record Cost(int kib, int passes, int lanes) {}

  /** Salt and hash in Base64 without padding, as they are kept. */
  private record Parsed(Cost cost, String salt, String hash) {}

  /** More people sign in than can be served. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many people sign in at this moment; try again in a minute");
    }
  }

  /** A hash to keep. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            OWASP.kib(),
            OWASP.passes(),
            OWASP.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(compute(password, OWASP, salt, HASH_BYTES)));
  }

  /** Whether a password is the one of a hash; in a time that tells nothing. */
  public boolean fits(String password, String phc) {
    Parsed kept = parse(phc);
    byte[] salt = Base64.getDecoder().decode(kept.salt());
    byte[] hash = Base64.getDecoder().decode(kept.hash());
    return MessageDigest.isEqual(compute(password, kept.cost(), salt, hash.length), hash);
  }

  /** Takes as long as {@link #fits}, for nobody. */
  void pretend(String password) {
    compute(password, OWASP, new byte[SALT_BYTES], HASH_BYTES);
  }

  /** Whether a hash was made at another cost than is usual now. */
  boolean isOutdated(String phc) {
    return !parse(phc).cost().equals(OWASP);
  }

  private static Parsed parse(String phc) {
    Matcher matcher = PHC.matcher(phc);
    Optional<Cost> cost =
        matcher.matches()
            ? Optional.of(new Cost(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
            : Optional.empty();
    if (cost.isEmpty() || cost.get().kib() > MOST_KIB || cost.get().lanes() < 1) {
      throw new IllegalStateException("what is in the store is not a hash of a password");
    }
    return new Parsed(cost.get(), matcher.group(4), matcher.group(5));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private byte[] compute(String password, Cost cost, byte[] salt, int length) {
    // NIST SP 800-63B 3.1.1.2: the same password on another keyboard may be other code points.
    byte[] bytes =
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.kib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    acquire();
    try {
      generator.generateBytes(bytes, hash);
    } finally {
      slots.release();
    }
    return hash;
  }

  private void acquire() {
    try {
      if (!slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
  }
}
