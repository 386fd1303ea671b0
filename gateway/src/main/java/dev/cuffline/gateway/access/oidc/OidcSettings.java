package dev.cuffline.gateway.access.oidc;

import dev.cuffline.gateway.access.Grant;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An OpenID provider, and what it may say.
 *
 * @param issuer as it names itself; its discovery document lies below it
 * @param name for people, on the sign-in page
 * @param clientId our name there
 * @param clientSecretFile holds our secret there and nothing else; empty for a public client
 * @param redirectUri where it sends people back to, as it is registered there; empty to take the
 *     address that the browser asked, for a gateway that this machine alone can reach
 * @param scopes asked for; {@code openid} among them
 * @param nameClaim by which people are named in what they do
 * @param rolesClaim a text or a list of texts; dots lead into objects
 * @param roles what its values give
 */
public record OidcSettings(
    URI issuer,
    String name,
    String clientId,
    Optional<Path> clientSecretFile,
    Optional<URI> redirectUri,
    List<String> scopes,
    String nameClaim,
    String rolesClaim,
    List<Mapped> roles) {
  /** The path of our own to which people come back. */
  public static final String BACK = "/login/oidc/callback";

  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /**
   * What a value of the claim gives.
   *
   * @param value exactly as the provider says it
   */
  public record Mapped(String value, Grant grant) {}

  /** Refuses what cannot work or would not be safe. */
  public OidcSettings {
    scopes = List.copyOf(scopes);
    roles = List.copyOf(roles);
    require(isSafe(issuer), "oidc.issuer must be an https address without query or fragment");
    require(!clientId.isBlank(), "oidc.clientId must be given with oidc.issuer");
    require(scopes.contains("openid"), "oidc.scopes must contain openid");
    require(!nameClaim.isBlank(), "oidc.nameClaim must not be blank");
    require(!rolesClaim.isBlank(), "oidc.rolesClaim must not be blank");
    require(
        redirectUri.isEmpty()
            || (isSafe(redirectUri.get()) && redirectUri.get().getPath().endsWith(BACK)),
        "oidc.redirectUri must be an https address that ends with " + BACK);
    require(
        !roles.isEmpty(),
        "oidc.roles must map at least one value of oidc.rolesClaim, or nobody could sign in");
  }

  /** HTTPS; on this machine alone also HTTP. */
  private static boolean isSafe(URI uri) {
    String host = uri.getHost();
    return host != null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && LOOPBACK.matcher(host).matches()));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
