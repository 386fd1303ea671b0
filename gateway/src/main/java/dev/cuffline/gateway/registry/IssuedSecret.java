package dev.cuffline.gateway.registry;

/**
 * A secret, in the one moment in which it can be read: only its SHA-256 is kept.
 *
 * @param source who logs in with it
 * @param secret 192 random bits, base64url
 */
public record IssuedSecret(String source, String secret) {
  @Override
  public String toString() {
    return "IssuedSecret[…]";
  }
}
