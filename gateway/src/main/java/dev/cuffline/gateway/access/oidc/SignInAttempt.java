package dev.cuffline.gateway.access.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Instant;

/**
 * Somebody who was sent to the provider and has not come back yet: what must come back with them.
 * Opaque outside.
 */
public final class SignInAttempt {
  private final URI to;
  private final URI back;
  private final State state = new State();
  private final Nonce nonce = new Nonce();
  private final CodeVerifier verifier = new CodeVerifier();
  private final Instant begunAt;

  SignInAttempt(URI back, Instant begunAt, Address address) {
    this.back = back;
    this.begunAt = begunAt;
    this.to = address.of(back, state, nonce, verifier);
  }

  /** Where the provider asks who they are. */
  @FunctionalInterface
  interface Address {
    URI of(URI back, State state, Nonce nonce, CodeVerifier verifier);
  }

  /** Where to send them. */
  public URI to() {
    return to;
  }

  /** When they were sent. */
  public Instant begunAt() {
    return begunAt;
  }

  URI back() {
    return back;
  }

  State state() {
    return state;
  }

  Nonce nonce() {
    return nonce;
  }

  CodeVerifier verifier() {
    return verifier;
  }
}
