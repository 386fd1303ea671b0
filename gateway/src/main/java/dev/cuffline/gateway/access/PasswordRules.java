package dev.cuffline.gateway.access;

import dev.cuffline.gateway.registry.InvalidValueException;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * What a password must be: long, and not the name. Nothing is asked of its letters (NIST SP 800-63B
 * 3.1.1.2).
 */
public final class PasswordRules {
  /** Fewest characters. */
  public static final int SHORTEST = 12;

  /** Most characters: a hash should not be fed with a book. */
  static final int LONGEST = 256;

  private static final int TELLING = 4;
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 4;
  private static final int IN_A_GROUP = 5;

  private PasswordRules() {}

  /**
   * Refuses what cannot be a password.
   *
   * @param field for the message
   * @param name of the account
   */
  static void require(String password, String field, String name) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      throw new InvalidValueException(field, "must have at least " + SHORTEST + " characters");
    }
    if (length > LONGEST) {
      throw new InvalidValueException(field, "must have at most " + LONGEST + " characters");
    }
    // A name of two letters is in many a good password.
    String lower = password.toLowerCase(Locale.ROOT);
    if (name.length() >= TELLING && lower.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidValueException(field, "must not contain the name with which you sign in");
    }
  }

  /** 99 random bits that can be read out and typed: {@code ab3de-…}. */
  static String oneTime(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * IN_A_GROUP; i++) {
      if (i > 0 && i % IN_A_GROUP == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
