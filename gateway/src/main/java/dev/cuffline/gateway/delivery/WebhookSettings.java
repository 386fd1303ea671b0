package dev.cuffline.gateway.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody's own service, and how it is called. Holds no secret, only where one is kept.
 *
 * @param url absolute http or https URL
 * @param secretFile holds the shared secret and nothing else; read again for each message
 * @param connectTimeout for opening a connection
 * @param requestTimeout for a whole exchange
 * @param batch most resources in one message, 1 to 1000
 */
public record WebhookSettings(
    URI url, Path secretFile, Duration connectTimeout, Duration requestTimeout, int batch) {
  /** Fewer could be guessed. */
  private static final int SHORTEST_SECRET = 16;

  /**
   * Checks an address.
   *
   * @throws IllegalArgumentException when it is no http or https URL
   */
  public static URI checkedUrl(String text) {
    URI url = URI.create(text);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https"))
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException("must be an http or https URL without user and fragment");
    }
    return url;
  }

  byte[] secret() throws IOException {
    byte[] secret = Files.readString(secretFile).strip().getBytes(StandardCharsets.UTF_8);
    if (secret.length < SHORTEST_SECRET) {
      throw new IOException(
          "the secret of a webhook must have at least " + SHORTEST_SECRET + " bytes");
    }
    return secret;
  }

  /**
   * {@code t=SECONDS,v1=HEX}: HMAC-SHA-256 of {@code SECONDS.BODY}. A receiver computes the same,
   * compares in constant time, refuses a time that is more than some minutes away, and remembers
   * signatures for as long.
   */
  static final class Signature {
    static final String HEADER = "Cuffline-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(byte[] secret, Instant now, String body) {
      String signed = now.getEpochSecond() + "." + body;
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(secret, ALGORITHM));
        byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(code);
      } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
      }
    }
  }
}
