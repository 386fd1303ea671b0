package dev.cuffline.gateway.delivery.fhir;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A FHIR server and how it is written to. Holds no secret.
 *
 * @param base absolute http or https URL without a query; ends with a slash
 * @param connectTimeout for opening a connection
 * @param requestTimeout for a whole exchange, from the request's first byte to the answer's last
 * @param batch most resources in one Bundle, 1 to {@value #MOST_IN_A_BUNDLE}
 * @param inFlight most Bundles under way, 1 to {@value #MOST_IN_FLIGHT}
 * @param writes auto, unless the CapabilityStatement is known to be wrong
 * @param tls certificates of our own, or authorities besides the platform's
 * @param ehrMap its words, where it is asked what it knows of our patients
 */
public record FhirSettings(
    URI base,
    Credentials credentials,
    Duration connectTimeout,
    Duration requestTimeout,
    int batch,
    int inFlight,
    Writes writes,
    Optional<FhirTls> tls,
    EhrMap ehrMap) {
  /** With the certificates of the Java platform, and none of our own. */
  public FhirSettings(
      URI base,
      Credentials credentials,
      Duration connectTimeout,
      Duration requestTimeout,
      int batch,
      int inFlight,
      Writes writes) {
    this(
        base,
        credentials,
        connectTimeout,
        requestTimeout,
        batch,
        inFlight,
        writes,
        Optional.empty(),
        EhrMap.NONE);
  }

  /** Most resources in one Bundle. */
  public static final int MOST_IN_A_BUNDLE = 1_000;

  /** Most Bundles under way. */
  public static final int MOST_IN_FLIGHT = 32;

  /** How a resource comes to stand there once. */
  public enum Writes {
    /** As the server's CapabilityStatement says. */
    AUTO,
    /** {@code PUT} with our id. */
    PUT,
    /** {@code POST} with {@code If-None-Exist}. */
    CONDITIONAL_CREATE,
    /** A search, then {@code POST} or {@code PUT}. */
    SEARCH
  }

  /** Refuses values out of range. */
  public FhirSettings {
    base = checkedBase(base.toString());
    if (batch < 1 || batch > MOST_IN_A_BUNDLE) {
      throw new IllegalArgumentException("batch must be 1 to " + MOST_IN_A_BUNDLE);
    }
    if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
      throw new IllegalArgumentException("inFlight must be 1 to " + MOST_IN_FLIGHT);
    }
    if (!connectTimeout.isPositive() || !requestTimeout.isPositive()) {
      throw new IllegalArgumentException("a time-out must be longer than zero");
    }
  }

  /** The defaults, without credentials. */
  public static FhirSettings usual(URI base) {
    return new FhirSettings(
        base,
        new Credentials.None(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        100,
        4,
        Writes.AUTO);
  }

  /**
   * Checks a server's address; a slash is added at its end.
   *
   * @throws IllegalArgumentException when it is no plain http or https URL
   */
  public static URI checkedBase(String text) {
    URI base = URI.create(text.endsWith("/") ? text : text + "/");
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https"))
        || base.getHost() == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "must be an http or https URL without user, query and fragment");
    }
    return base;
  }
}
