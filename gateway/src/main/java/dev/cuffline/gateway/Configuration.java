package dev.cuffline.gateway;

import dev.cuffline.gateway.access.oidc.OidcSettings;
import dev.cuffline.gateway.billing.ExportSettings;
import dev.cuffline.gateway.ingress.subscriber.SubscriberSettings;
import dev.cuffline.gateway.journal.JournalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every setting of the gateway, checked. {@code config/cuffline.yaml} lists them with their
 * defaults and meanings; {@link ConfigurationLoader} reads it.
 *
 * <p>Holds no secret itself, only where one is kept, so it may be printed.
 *
 * @param alertRules the file of alert rules
 * @param payers the folder of payer profiles
 * @param fees the folder of fee tables
 * @param oidc the OpenID provider at which people may sign in
 * @param claims how released claims are written into a file
 * @param formats the folders of format files; a file in a later one replaces its namesake
 */
public record Configuration(
    Data data,
    Mqtt mqtt,
    Http http,
    Optional<OidcSettings> oidc,
    Store store,
    JournalSettings journal,
    Judging judging,
    Plausibility plausibility,
    Path alertRules,
    Path payers,
    Path fees,
    ExportSettings claims,
    List<Path> formats,
    List<Destination> destinations,
    List<SubscriberSettings> subscribers,
    Log log) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  /** Refuses settings that do not fit together. */
  public Configuration {
    destinations = List.copyOf(destinations);
    formats = List.copyOf(formats);
    var names = new HashSet<String>();
    var folders = new HashSet<Path>();
    for (Destination destination : destinations) {
      require(
          names.add(destination.name()),
          "destinations has two entries with the name " + destination.name());
      if (destination.target() instanceof Destination.Target.Ndjson files) {
        require(
            folders.add(files.folder().normalize()),
            "destinations has two entries with the folder " + files.folder());
      }
    }
    subscribers = List.copyOf(subscribers);
    requireDistinct(subscribers);
    long longest = longest(mqtt, http, subscribers);
    require(
        journal.queueBytes() >= 2 * longest,
        "journal.queueBytes must be at least twice the longest message (%d)".formatted(longest));
    require(
        oidc.isEmpty()
            || oidc.get().redirectUri().isPresent()
            || LOOPBACK.matcher(http.host()).matches(),
        "oidc.redirectUri must be given when other machines can connect (http.host), such as"
            + " https://cuffline.example.org/login/oidc/callback");
    require(
        http.port() == 0 || !mqtt.port().equals(OptionalInt.of(http.port())),
        "http.port must not be the same as mqtt.port");
    require(
        http.port() == 0 || !mqtt.tls().port().equals(OptionalInt.of(http.port())),
        "http.port must not be the same as mqtt.tls.port");
  }

  /**
   * Where the gateway keeps its files.
   *
   * @param folder relative to the working directory
   */
  public record Data(Path folder) {}

  /**
   * The MQTT listener.
   *
   * @param host address to bind for plain text
   * @param port for plain text, 0 for any free one; empty when plain text is off
   * @param plainText where plain text may be spoken
   * @param tls may be off
   * @param maximumPacketBytes longest packet taken, 1,024 to 268,435,460
   * @param connectTimeout how long a connection may take to say CONNECT
   * @param receiveMaximum messages in flight for each connection, 1 to 65,535
   * @param topicAliasMaximum topic aliases for each connection, 0 to 65,535
   * @param sessionExpiry longest time that a session outlives its connection
   * @param keptSessions sessions that may outlive their connections
   * @param connectionBytes payload bytes in flight for each connection
   * @param totalMessages messages in flight over all connections
   * @param totalBytes payload bytes in flight over all connections
   * @param drainTimeout how long closing waits for acknowledgements under way
   */
  public record Mqtt(
      String host,
      OptionalInt port,
      PlainText plainText,
      Tls tls,
      int maximumPacketBytes,
      Duration connectTimeout,
      int receiveMaximum,
      int topicAliasMaximum,
      Duration sessionExpiry,
      int keptSessions,
      long connectionBytes,
      int totalMessages,
      long totalBytes,
      Duration drainTimeout) {
    /** Refuses values out of range. */
    public Mqtt {
      require(!host.isBlank(), "mqtt.host must not be blank");
      requireBetween(0, port.orElse(0), 65_535, "mqtt.port");
      require(
          port.isPresent() || tls.port().isPresent(),
          "mqtt.port and mqtt.tls.port must not both be off");
      require(
          port.isEmpty() || plainText == PlainText.ANYWHERE || LOOPBACK.matcher(host).matches(),
          ("mqtt.host must be this machine alone, such as 127.0.0.1, not %s: passwords and readings"
                  + " would cross the network in the clear. Use TLS (mqtt.tls.port,"
                  + " mqtt.tls.certificate, mqtt.tls.key), or set mqtt.plainText to anywhere")
              .formatted(host));
      require(
          port.orElse(0) == 0 || !port.equals(tls.port()),
          "mqtt.tls.port must not be the same as mqtt.port");
      requireBetween(1_024, maximumPacketBytes, 268_435_460, "mqtt.maximumPacketBytes");
      requirePositive(connectTimeout, "mqtt.connectTimeout");
      requireBetween(1, receiveMaximum, 65_535, "mqtt.receiveMaximum");
      requireBetween(0, topicAliasMaximum, 65_535, "mqtt.topicAliasMaximum");
      require(!sessionExpiry.isNegative(), "mqtt.sessionExpiry must not be negative");
      requireBetween(0, keptSessions, Integer.MAX_VALUE, "mqtt.keptSessions");
      requireBetween(1, connectionBytes, Long.MAX_VALUE, "mqtt.connectionBytes");
      requireBetween(1, totalMessages, Integer.MAX_VALUE, "mqtt.totalMessages");
      requireBetween(1, totalBytes, Long.MAX_VALUE, "mqtt.totalBytes");
      requirePositive(drainTimeout, "mqtt.drainTimeout");
    }
  }

  /** Where MQTT may be spoken in plain text. */
  public enum PlainText {
    /** On this machine alone. */
    LOOPBACK,
    /** On every address, for a network that is trusted, or behind something that ends TLS. */
    ANYWHERE
  }

  /**
   * MQTT over TLS.
   *
   * @param host address to bind
   * @param port 0 for any free one; empty when TLS is off
   * @param certificate PEM file of the certificate chain
   * @param key PEM file of the private key
   * @param clientCa PEM file of the authorities of the clients' certificates
   */
  public record Tls(
      String host,
      OptionalInt port,
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<Path> clientCa) {
    /** Refuses a port without its files, and files without a port. */
    public Tls {
      require(!host.isBlank(), "mqtt.tls.host must not be blank");
      requireBetween(0, port.orElse(0), 65_535, "mqtt.tls.port");
      require(
          port.isPresent() == certificate.isPresent(),
          port.isPresent()
              ? "mqtt.tls.port needs mqtt.tls.certificate, a PEM file"
              : "mqtt.tls.certificate needs mqtt.tls.port, such as 8883");
      require(
          port.isPresent() == key.isPresent(),
          port.isPresent()
              ? "mqtt.tls.port needs mqtt.tls.key, a PEM file"
              : "mqtt.tls.key needs mqtt.tls.port, such as 8883");
      require(
          port.isPresent() || clientCa.isEmpty(),
          "mqtt.tls.clientCa needs mqtt.tls.port, such as 8883");
    }
  }

  /**
   * API, pages and HTTP ingest.
   *
   * @param host address to bind
   * @param port 0 for any free one
   * @param ingest limits of {@code POST /v1/ingest/{format}}
   */
  public record Http(String host, int port, Ingest ingest) {
    /** Refuses values out of range. */
    public Http {
      require(!host.isBlank(), "http.host must not be blank");
      requireBetween(0, port, 65_535, "http.port");
    }
  }

  /**
   * Limits of HTTP ingest.
   *
   * @param maximumBodyBytes longest body taken
   * @param requestsPerSource requests under way for one source
   * @param requestsInTotal requests under way over all sources
   */
  public record Ingest(int maximumBodyBytes, int requestsPerSource, int requestsInTotal) {
    /** Refuses values out of range. */
    public Ingest {
      requireBetween(1, maximumBodyBytes, Integer.MAX_VALUE, "http.ingest.maximumBodyBytes");
      requireBetween(1, requestsPerSource, Integer.MAX_VALUE, "http.ingest.requestsPerSource");
      requireBetween(1, requestsInTotal, Integer.MAX_VALUE, "http.ingest.requestsInTotal");
    }
  }

  /** What the store is kept in. */
  public enum StoreKind {
    /** A file in the data folder. */
    SQLITE,
    /** A server. */
    POSTGRESQL
  }

  /**
   * The store.
   *
   * @param url JDBC URL of PostgreSQL; empty for SQLite
   * @param user of PostgreSQL; empty for none
   * @param passwordFile file that holds the password and nothing else; empty for none
   */
  public record Store(StoreKind kind, String url, String user, String passwordFile) {
    /** Refuses a server without an address, and a password inside the address. */
    public Store {
      require(
          kind != StoreKind.POSTGRESQL || url.startsWith("jdbc:postgresql:"),
          "store.url must be a jdbc:postgresql: URL when store.kind is postgresql");
      require(
          kind != StoreKind.SQLITE || url.isEmpty(),
          "store.url must be empty for store.kind sqlite");
      require(
          !url.matches("(?is).*([?&]password=|//[^/@]*@).*"),
          "store.url must not hold a user or password: use store.user and store.passwordFile");
    }
  }

  /**
   * How a reading's time is judged.
   *
   * @param futureTolerance how far ahead of receipt a measured time may lie
   * @param oldest age from which a clock is suspect
   * @param defaultDates dates a cuff shows after its battery was out; never a measured time
   * @param weakIdentityWindow how long identical bytes without any identity are one reading
   */
  public record Judging(
      Duration futureTolerance,
      Duration oldest,
      List<LocalDate> defaultDates,
      Duration weakIdentityWindow) {
    /** Refuses values out of range. */
    public Judging {
      defaultDates = List.copyOf(defaultDates);
      require(!futureTolerance.isNegative(), "judging.futureTolerance must not be negative");
      requirePositive(oldest, "judging.oldest");
      requirePositive(weakIdentityWindow, "judging.weakIdentityWindow");
    }
  }

  /**
   * Limits outside which a value is kept but quarantined.
   *
   * @param systolic mmHg
   * @param diastolic mmHg
   * @param pulse beats per minute
   */
  public record Plausibility(Limits systolic, Limits diastolic, Limits pulse) {}

  /**
   * Both ends are plausible.
   *
   * @param path of the setting, for messages
   */
  public record Limits(String path, int minimum, int maximum) {
    /** Refuses reversed or negative limits. */
    public Limits {
      requireBetween(0, minimum, 1_000, path + ".minimum");
      requireBetween(minimum + 1L, maximum, 1_000, path + ".maximum");
    }
  }

  /** How much is logged. */
  public enum LogLevel {
    /** Needs a person. */
    ERROR,
    /** Degraded. */
    WARN,
    /** Start, stop, connect. */
    INFO,
    /** Diagnosis. */
    DEBUG,
    /** Everything but payloads. */
    TRACE
  }

  /** Logging. */
  public record Log(LogLevel level) {}

  private static long longest(Mqtt mqtt, Http http, List<SubscriberSettings> subscribers) {
    long longest = Math.max(mqtt.maximumPacketBytes(), http.ingest().maximumBodyBytes());
    for (SubscriberSettings subscriber : subscribers) {
      longest = Math.max(longest, subscriber.maximumPacketBytes());
    }
    return longest;
  }

  private static void requireDistinct(List<SubscriberSettings> subscribers) {
    Set<String> names = new HashSet<>();
    for (SubscriberSettings subscriber : subscribers) {
      require(
          names.add(subscriber.name()),
          "subscribers has two entries with the name " + subscriber.name());
    }
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void requireBetween(long least, long value, long most, String setting) {
    require(
        value >= least && value <= most,
        most >= Integer.MAX_VALUE
            ? "%s must be at least %d, not %d".formatted(setting, least, value)
            : "%s must be %d to %d, not %d".formatted(setting, least, most, value));
  }

  private static void requirePositive(Duration duration, String setting) {
    require(duration.isPositive(), setting + " must be longer than zero");
  }
}
