/**
 * Signing in at an OpenID provider: authorization code with PKCE (RFC 7636), state and nonce
 * (OpenID Connect Core 1.0), by Nimbus' SDK. Who they are is the provider's to say, and which roles
 * they have is read from a claim by the settings.
 */
@NullMarked
package dev.cuffline.gateway.access.oidc;

import org.jspecify.annotations.NullMarked;
