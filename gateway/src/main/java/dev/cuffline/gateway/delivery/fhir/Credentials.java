package dev.cuffline.gateway.delivery.fhir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** How a server is told who asks. Holds no secret, only where one is kept. */
public sealed interface Credentials {
  /**
   * The value of the {@code Authorization} header, read anew each time: secrets change while the
   * gateway runs.
   *
   * @throws IOException when the file cannot be read or holds what no header may
   */
  Optional<String> authorization() throws IOException;

  /** Nothing is told. */
  record None() implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /**
   * HTTP Basic (RFC 7617).
   *
   * @param user without a colon
   * @param passwordFile holds the password and nothing else
   */
  record Basic(String user, Path passwordFile) implements Credentials {
    /** Refuses a user name that would end early. */
    public Basic {
      Credentials.user(user);
    }

    @Override
    public Optional<String> authorization() throws IOException {
      byte[] pair = (user + ":" + secret(passwordFile)).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
  }

  /**
   * A bearer token (RFC 6750).
   *
   * @param tokenFile holds the token and nothing else
   */
  record Bearer(Path tokenFile) implements Credentials {
    @Override
    public Optional<String> authorization() throws IOException {
      String token = secret(tokenFile);
      if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
        throw new IOException("the file of the token holds what is no bearer token");
      }
      return Optional.of("Bearer " + token);
    }
  }

  /**
   * SMART Backend Services: a short-lived token for an assertion that is signed with our key.
   *
   * @param tokenUrl where tokens are given; empty to ask the server for it
   * @param clientId the name under which our public key is known there
   * @param keyFile holds our private key as a JWK, see {@link SmartKey}
   * @param scope what we ask to be allowed
   */
  record Smart(Optional<URI> tokenUrl, String clientId, Path keyFile, String scope)
      implements Credentials {
    /** What we write and read. */
    public static final String USUAL_SCOPE =
        "system/Observation.crus system/Device.crus system/DetectedIssue.crus";

    /** Its header is made by {@link SmartTokens}, which asks for one when it must. */
    @Override
    public Optional<String> authorization() {
      throw new IllegalStateException("a token must be asked for");
    }
  }

  /** Refuses a user name that HTTP Basic cannot carry. */
  static String user(String user) {
    if (user.isBlank() || user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name must not be blank and has no colon");
    }
    return user;
  }

  private static String secret(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
