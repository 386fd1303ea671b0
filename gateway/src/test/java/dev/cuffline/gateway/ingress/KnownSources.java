package dev.cuffline.gateway.ingress;

import dev.cuffline.gateway.registry.Source;
import dev.cuffline.gateway.registry.Sources;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everybody is known whose secret is {@code secret-of-ID}, and whose API key is {@code key-of-ID},
 * until revoked.
 */
public final class KnownSources implements Sources {
  public static final PracticeId PRACTICE = new PracticeId("practice-1");
  private static final String KEY = "key-of-";

  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private volatile Runnable afterAuthentication = () -> {};

  public static String secretOf(String id) {
    return "secret-of-" + id;
  }

  public static String keyOf(String id) {
    return KEY + id;
  }

  public void revoke(String id) {
    revoked.add(id);
  }

  /** Something that happens between a source's authentication and what follows it; once. */
  public void onceAuthenticated(Runnable action) {
    afterAuthentication = action;
  }

  @Override
  public Optional<Source> authenticate(String id, byte[] secret) {
    boolean right = Arrays.equals(secret, secretOf(id).getBytes(StandardCharsets.UTF_8));
    Optional<Source> source =
        right && !revoked.contains(id) ? Optional.of(new Source(id, PRACTICE)) : Optional.empty();
    Runnable action = afterAuthentication;
    afterAuthentication = () -> {};
    action.run();
    return source;
  }

  @Override
  public Optional<Source> authenticateKey(byte[] apiKey) {
    String key = new String(apiKey, StandardCharsets.UTF_8);
    if (!key.startsWith(KEY) || revoked.contains(key.substring(KEY.length()))) {
      return Optional.empty();
    }
    return Optional.of(new Source(key.substring(KEY.length()), PRACTICE));
  }
}
