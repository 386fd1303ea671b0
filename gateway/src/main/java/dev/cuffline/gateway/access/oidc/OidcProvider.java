package dev.cuffline.gateway.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.cuffline.gateway.access.Account;
import dev.cuffline.gateway.access.Grant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider at which people sign in. Asked for its addresses and keys when somebody signs
 * in first, so that a gateway starts without it. Blocks: not for event loops.
 */
public final class OidcProvider {
  private static final int MILLIS = (int) Duration.ofSeconds(10).toMillis();
  private static final int MOST_BYTES = 1 << 20;
  private static final String TRY_AGAIN = "Signing in did not work. Try again.";
  private static final String AWAY =
      "The provider of your sign-in does not answer. Try again in a minute.";

  /** With a key pair only: never none, never with a secret that we have too. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final OidcSettings settings;
  private volatile @Nullable Known known;

  /** Nothing is asked yet. */
  public OidcProvider(OidcSettings settings) {
    this.settings = settings;
  }

  private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

  /**
   * Who has signed in.
   *
   * @param name for what they do
   * @param grants what the settings give for what the provider says; not empty
   */
  public record Person(
      Account.Subject subject, String name, String displayName, List<Grant> grants) {
    /** Copies the list. */
    public Person {
      grants = List.copyOf(grants);
    }
  }

  /** For people, on the sign-in page. */
  public String shownName() {
    return settings.name();
  }

  /**
   * Begins to sign somebody in.
   *
   * @param asked the address that their browser asked, such as {@code http://127.0.0.1:8080}
   */
  public SignInAttempt begin(String asked, Instant now) throws OidcException {
    OIDCProviderMetadata metadata = known().metadata();
    URI back = settings.redirectUri().orElseGet(() -> URI.create(asked + OidcSettings.BACK));
    return new SignInAttempt(
        back,
        now,
        (to, state, nonce, verifier) ->
            new AuthenticationRequest.Builder(
                    new ResponseType(ResponseType.Value.CODE),
                    new Scope(settings.scopes().toArray(String[]::new)),
                    new ClientID(settings.clientId()),
                    to)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI());
  }

  /**
   * Who has come back.
   *
   * @param query of the address to which they came
   */
  public Person finish(SignInAttempt attempt, String query) throws OidcException {
    AuthenticationResponse response = response(attempt, query);
    if (!attempt.state().equals(response.getState())) {
      throw new OidcException(TRY_AGAIN, "the state is not the one that was sent");
    }
    if (!response.indicatesSuccess()) {
      throw new OidcException(
          "The provider of your sign-in said no. Try again, or ask whoever manages it.",
          "the provider answered " + response.toErrorResponse().getErrorObject().getCode());
    }
    Issuer issuer = response.getIssuer();
    if (issuer != null && !issuer.equals(new Issuer(settings.issuer()))) {
      throw new OidcException(TRY_AGAIN, "another issuer answered");
    }
    JWT token = token(attempt, response);
    return person(claims(attempt, token));
  }

  private static AuthenticationResponse response(SignInAttempt attempt, String query)
      throws OidcException {
    try {
      return AuthenticationResponseParser.parse(URI.create(attempt.back() + "?" + query));
    } catch (ParseException | IllegalArgumentException bad) {
      throw new OidcException(TRY_AGAIN, "the answer cannot be read", bad);
    }
  }

  private JWT token(SignInAttempt attempt, AuthenticationResponse response) throws OidcException {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            response.toSuccessResponse().getAuthorizationCode(),
            attempt.back(),
            attempt.verifier());
    OIDCProviderMetadata metadata = known().metadata();
    ClientID client = new ClientID(settings.clientId());
    Optional<ClientAuthentication> secret = authentication(metadata, client);
    URI endpoint = metadata.getTokenEndpointURI();
    TokenRequest asking =
        secret
            .map(known -> new TokenRequest.Builder(endpoint, known, grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
            .build();
    try {
      HTTPRequest http = asking.toHTTPRequest();
      http.setConnectTimeout(MILLIS);
      http.setReadTimeout(MILLIS);
      http.setFollowRedirects(false);
      TokenResponse answer = OIDCTokenResponseParser.parse(http.send());
      if (answer instanceof OIDCTokenResponse good) {
        JWT token = good.getOIDCTokens().getIDToken();
        if (token != null) {
          return token;
        }
      }
      throw new OidcException(TRY_AGAIN, "the provider gave no identity token for the code");
    } catch (IOException fault) {
      throw new OidcException(AWAY, "the token endpoint does not answer", fault);
    } catch (ParseException bad) {
      throw new OidcException(TRY_AGAIN, "the provider's tokens cannot be read", bad);
    }
  }

  private Optional<ClientAuthentication> authentication(
      OIDCProviderMetadata metadata, ClientID client) throws OidcException {
    if (settings.clientSecretFile().isEmpty()) {
      return Optional.empty();
    }
    Secret secret;
    try {
      secret = new Secret(Files.readString(settings.clientSecretFile().get()).strip());
    } catch (IOException fault) {
      throw new OidcException(TRY_AGAIN, "oidc.clientSecretFile cannot be read", fault);
    }
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean basic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return Optional.of(
        basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret));
  }

  private IDTokenClaimsSet claims(SignInAttempt attempt, JWT token) throws OidcException {
    try {
      return known().validator().validate(token, attempt.nonce());
    } catch (BadJOSEException | JOSEException refused) {
      throw new OidcException(
          TRY_AGAIN, "the identity token was refused: " + refused.getMessage(), refused);
    }
  }

  private Person person(IDTokenClaimsSet claims) throws OidcException {
    String subject = claims.getSubject().getValue();
    OidcClaims said = new OidcClaims(settings, claims.toJSONObject());
    List<Grant> grants = said.grants();
    if (grants.isEmpty()) {
      throw new OidcException(
          "You are known to "
              + settings.name()
              + ", but have no role in Cuffline. Whoever manages your groups there can give you"
              + " one.",
          "no value of " + settings.rolesClaim() + " is mapped by oidc.roles");
    }
    return new Person(
        new Account.Subject(settings.issuer().toString(), subject),
        said.actor(subject),
        said.shown(subject),
        grants);
  }

  private Known known() throws OidcException {
    Known before = known;
    if (before != null) {
      return before;
    }
    try {
      Issuer issuer = new Issuer(settings.issuer());
      OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, MILLIS, MILLIS);
      Known asked = new Known(metadata, validator(issuer, metadata));
      known = asked;
      return asked;
    } catch (IOException fault) {
      throw new OidcException(AWAY, "the discovery document cannot be fetched", fault);
    } catch (GeneralException bad) {
      throw new OidcException(AWAY, "the discovery document cannot be used", bad);
    }
  }

  private IDTokenValidator validator(Issuer issuer, OIDCProviderMetadata metadata)
      throws IOException {
    var keys =
        JWKSourceBuilder.<SecurityContext>create(
                metadata.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(MILLIS, MILLIS, MOST_BYTES))
            .build();
    return new IDTokenValidator(
        issuer,
        new ClientID(settings.clientId()),
        new JWSVerificationKeySelector<>(ALGORITHMS, keys),
        null);
  }
}
