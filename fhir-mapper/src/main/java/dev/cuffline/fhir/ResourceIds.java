package dev.cuffline.fhir;

import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.ReadingId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids of the resources we make: HMAC-SHA-256 under the gateway's identity key, so that they may
 * appear in URLs and logs, and are the same on every retry and every gateway that shares the key.
 *
 * <p>Written in lower-case base32 (RFC 4648, without padding) after one letter: 53 characters of
 * {@code [a-z2-7]}, within FHIR's 64 of {@code [A-Za-z0-9-.]}, never purely numeric, and unharmed
 * by a server that folds case. Thread-safe.
 */
public final class ResourceIds {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_KEY_BYTES = 32;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final SecretKeySpec identityKey;

  /**
   * Ids under a key.
   *
   * @param identityKey made once and never rotated (DESIGN.md section 1, Identity); copied
   * @throws IllegalArgumentException when it has fewer than 32 bytes
   */
  public ResourceIds(byte[] identityKey) {
    if (identityKey.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "the identity key needs at least " + MIN_KEY_BYTES + " bytes");
    }
    this.identityKey = new SecretKeySpec(identityKey, ALGORITHM);
  }

  /** One Observation per reading, patient and kind: a moved reading gets another one. */
  public String observation(ReadingId reading, PatientId patient, ObservationKind kind) {
    String label = kind.name().toLowerCase(Locale.ROOT);
    return "o" + hmac("observation", reading.value(), patient.value(), label);
  }

  /** One Device per cuff. */
  public String device(DeviceId device) {
    return "d" + hmac("device", device.value());
  }

  /** One Device per hub of a practice: its login, which names practices apart. */
  public String gateway(String source) {
    return "g" + hmac("gateway", source);
  }

  /** One Observation per patient and span of dates. */
  public String average(PatientId patient, LocalDate from, LocalDate to) {
    return "m" + hmac("average", patient.value(), from.toString(), to.toString());
  }

  /** One DetectedIssue per alert. */
  public String alert(String alert) {
    return "i" + hmac("alert", alert);
  }

  /** One Task per alert. */
  public String task(String alert) {
    return "t" + hmac("task", alert);
  }

  /** One Communication per time that somebody was told of an alert. */
  public String notice(String alert, long number) {
    return "c" + hmac("notice", alert, Long.toString(number));
  }

  /** One Provenance per reading, patient and version: each has a cause of its own. */
  public String provenance(ReadingId reading, PatientId patient, int version) {
    return "p" + hmac("provenance", reading.value(), patient.value(), Integer.toString(version));
  }

  private String hmac(String... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(identityKey);
      return base32(mac.doFinal(lengthPrefixed(parts)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Lengths keep ("ab", "c") apart from ("a", "bc"). */
  private static byte[] lengthPrefixed(String... parts) {
    var bytes = new ByteArrayOutputStream();
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
      bytes.writeBytes(text);
    }
    return bytes.toByteArray();
  }

  private static String base32(byte[] bytes) {
    var text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte next : bytes) {
      buffer = (buffer << 8) | (next & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((buffer >>> bits) & 31));
      }
    }
    if (bits > 0) {
      text.append(BASE32.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }
}
