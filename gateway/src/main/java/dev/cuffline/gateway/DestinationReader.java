package dev.cuffline.gateway;

import dev.cuffline.fhir.Code;
import dev.cuffline.fhir.CodeMap;
import dev.cuffline.fhir.Shape;
import dev.cuffline.gateway.delivery.CodeMapFile;
import dev.cuffline.gateway.delivery.Manner;
import dev.cuffline.gateway.delivery.OnRequest;
import dev.cuffline.gateway.delivery.WebhookSettings;
import dev.cuffline.gateway.delivery.fhir.Credentials;
import dev.cuffline.gateway.delivery.fhir.EhrMap;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import dev.cuffline.gateway.delivery.fhir.FhirTls;
import dev.cuffline.gateway.yaml.BadYamlException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the items of {@code destinations}: what every one has, then what its type has. */
final class DestinationReader {
  private static final List<String> COMMON =
      List.of(
          "name",
          "type",
          "from",
          "practices",
          "resources",
          "codes",
          "pressure",
          "subject",
          "patientSystem",
          "identifierBase",
          "basedOn",
          "performer",
          "category",
          "codeMap",
          "shadow");
  private static final List<String> NDJSON = List.of("folder", "rotateBytes");

  /** Several lines fit into it. */
  private static final long LEAST_BYTES = 64L << 10;

  private static final List<String> WEBHOOK =
      List.of("url", "secretFile", "connectTimeout", "requestTimeout", "batch");
  private static final List<String> FHIR =
      List.of(
          "url",
          "auth",
          "user",
          "passwordFile",
          "tokenFile",
          "tokenUrl",
          "clientId",
          "keyFile",
          "scope",
          "clientCertificate",
          "clientKey",
          "serverCa",
          "connectTimeout",
          "requestTimeout",
          "batch",
          "inFlight",
          "writes",
          "ehrMap");

  private static final List<String> SMART = List.of("tokenUrl", "clientId", "keyFile", "scope");

  private static final List<Destination> DEFAULT =
      List.of(
          new Destination(
              "files",
              new Destination.Target.Ndjson(Path.of("fhir"), Destination.Target.Ndjson.USUAL_BYTES),
              new Destination.Start.Beginning()));

  /** A choice of two. */
  private enum YesNo {
    TRUE,
    FALSE
  }

  /** How a server is told who asks. */
  private enum Auth {
    NONE,
    BASIC,
    BEARER,
    SMART
  }

  private final SettingsReader settings;
  private final Path folder;

  private DestinationReader(SettingsReader settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Reads them, and the files that say how one speaks.
   *
   * @param folder of the settings file, which those files are relative to
   */
  static List<Destination> read(SettingsReader settings, Path folder) {
    List<String> keys = new ArrayList<>(COMMON);
    keys.addAll(NDJSON);
    keys.addAll(FHIR);
    keys.add("secretFile");
    return settings.list(
        "destinations", keys, DEFAULT, new DestinationReader(settings, folder)::item);
  }

  private Destination item(String path) {
    return new Destination(
        settings.required(
            path + ".name", "1 to 40 of a-z, 0-9 and hyphen", Destination::checkedName),
        target(path),
        settings.required(path + ".from", "now, beginning or a day", DestinationReader::start),
        new Destination.Wanted(
            words(path + ".practices", "ids with commas between them"), types(path + ".resources")),
        manner(path),
        shadow(path));
  }

  private boolean shadow(String path) {
    boolean shadow = settings.itemChoice(path + ".shadow", YesNo.FALSE) == YesNo.TRUE;
    Configuration.require(
        !shadow
            || settings.requiredChoice(path + ".type", Destination.Type.class)
                != Destination.Type.NDJSON,
        path + ".shadow is for fhir and webhook: ndjson writes files anyway");
    return shadow;
  }

  private long rotateBytes(String path) {
    long bytes = settings.bytes(path + ".rotateBytes", Destination.Target.Ndjson.USUAL_BYTES);
    Configuration.require(
        bytes >= LEAST_BYTES, path + ".rotateBytes must be at least 64KiB, not " + bytes);
    return bytes;
  }

  private Set<String> types(String path) {
    List<String> known = Stream.concat(OnRequest.USUAL.stream(), OnRequest.NAMED.stream()).toList();
    return settings.item(
        path,
        Set.of(),
        "of the FHIR resource types " + String.join(", ", known) + ", with commas between them",
        text -> {
          Set<String> types = split(text);
          if (!known.containsAll(types)) {
            throw new IllegalArgumentException(text);
          }
          return types;
        });
  }

  private Manner manner(String path) {
    Manner usual = Manner.USUAL;
    Manner.Subject subject = settings.itemChoice(path + ".subject", usual.subject());
    if (subject == Manner.Subject.ID) {
      refuse(path, List.of("patientSystem"), "any with subject id");
    }
    return new Manner(
        new Shape(
            settings.itemChoice(path + ".codes", usual.shape().codes()),
            settings.itemChoice(path + ".pressure", usual.shape().pressure()),
            settings.itemChoice(path + ".performer", usual.shape().performer()),
            settings.item(
                path + ".category",
                Optional.empty(),
                "system|code or system|code|display",
                text -> Optional.of(Code.parse(text))),
            mapped(path + ".codeMap", CodeMap.NONE, CodeMapFile::read)),
        subject,
        subject == Manner.Subject.ID
            ? ""
            : settings.required(
                path + ".patientSystem",
                "the system of the identifier by which the destination knows patients",
                DestinationReader::uri),
        settings.item(
            path + ".identifierBase",
            usual.identifierBase(),
            "an absolute URI without a slash at its end",
            DestinationReader::uri),
        settings.itemChoice(path + ".basedOn", usual.basedOn()));
  }

  private static String uri(String text) {
    if (!URI.create(text).isAbsolute() || text.endsWith("/")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private Set<String> words(String path, String wanted) {
    return settings.item(path, Set.of(), wanted, DestinationReader::split);
  }

  private static Set<String> split(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  private Destination.Target target(String path) {
    return switch (settings.requiredChoice(path + ".type", Destination.Type.class)) {
      case NDJSON -> {
        refuse(path, FHIR, "ndjson");
        refuse(path, List.of("secretFile"), "ndjson");
        yield new Destination.Target.Ndjson(
            settings.required(path + ".folder", "a folder", Path::of), rotateBytes(path));
      }
      case FHIR -> {
        refuse(path, NDJSON, "fhir");
        refuse(path, List.of("secretFile"), "fhir");
        yield new Destination.Target.Fhir(fhir(path));
      }
      case WEBHOOK -> {
        refuse(path, NDJSON, "webhook");
        refuse(path, FHIR.stream().filter(key -> !WEBHOOK.contains(key)).toList(), "webhook");
        yield new Destination.Target.Webhook(webhook(path));
      }
    };
  }

  /** A setting that its type does not have would otherwise be left out without a word. */
  private void refuse(String path, List<String> foreign, String type) {
    for (String key : foreign) {
      settings
          .where(path + "." + key)
          .ifPresent(where -> {
            throw new ConfigurationException(
                "%s: %s.%s is no setting of type %s".formatted(where, path, key, type));
          });
    }
  }

  private FhirSettings fhir(String path) {
    URI base =
        settings.required(
            path + ".url",
            "the base address of a FHIR server, such as https://fhir.example.org/r4",
            FhirSettings::checkedBase);
    FhirSettings usual = FhirSettings.usual(base);
    return new FhirSettings(
        base,
        credentials(path),
        timeout(path + ".connectTimeout", usual.connectTimeout()),
        timeout(path + ".requestTimeout", usual.requestTimeout()),
        between(path + ".batch", 1, FhirSettings.MOST_IN_A_BUNDLE, usual.batch()),
        between(path + ".inFlight", 1, FhirSettings.MOST_IN_FLIGHT, usual.inFlight()),
        settings.itemChoice(path + ".writes", usual.writes()),
        tls(path),
        mapped(path + ".ehrMap", EhrMap.NONE, EhrMap::read));
  }

  private Optional<FhirTls> tls(String path) {
    Optional<Path> certificate = file(path + ".clientCertificate");
    Optional<Path> key = file(path + ".clientKey");
    Optional<Path> authorities = file(path + ".serverCa");
    Configuration.require(
        certificate.isPresent() == key.isPresent(),
        path + ".clientCertificate and clientKey must be given together");
    return certificate.isEmpty() && authorities.isEmpty()
        ? Optional.empty()
        : Optional.of(new FhirTls(certificate, key, authorities));
  }

  private Optional<Path> file(String path) {
    return settings.item(path, Optional.empty(), "a PEM file", text -> Optional.of(Path.of(text)));
  }

  /** Read here and now: what is wrong with it is said at the start, with its own line. */
  private <T> T mapped(String path, T none, Function<Path, T> read) {
    Optional<Path> file =
        settings.item(path, Optional.empty(), "a YAML file", text -> Optional.of(Path.of(text)));
    try {
      return file.map(folder::resolve).map(read).orElse(none);
    } catch (BadYamlException wrong) {
      throw new ConfigurationException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private WebhookSettings webhook(String path) {
    return new WebhookSettings(
        settings.required(
            path + ".url",
            "the address of a service, such as https://hooks.example.org/cuffline",
            WebhookSettings::checkedUrl),
        settings.required(
            path + ".secretFile", "a file that holds a secret of at least 16 bytes", Path::of),
        timeout(path + ".connectTimeout", Duration.ofSeconds(5)),
        timeout(path + ".requestTimeout", Duration.ofSeconds(30)),
        between(path + ".batch", 1, FhirSettings.MOST_IN_A_BUNDLE, 100));
  }

  private Credentials credentials(String path) {
    return switch (settings.itemChoice(path + ".auth", Auth.NONE)) {
      case NONE -> {
        refuse(path, List.of("user", "passwordFile", "tokenFile"), "fhir with auth none");
        refuse(path, SMART, "fhir with auth none");
        yield new Credentials.None();
      }
      case BASIC -> {
        refuse(path, List.of("tokenFile"), "fhir with auth basic");
        refuse(path, SMART, "fhir with auth basic");
        yield new Credentials.Basic(
            settings.required(path + ".user", "a user name without a colon", Credentials::user),
            settings.required(path + ".passwordFile", "a file that holds a password", Path::of));
      }
      case BEARER -> {
        refuse(path, List.of("user", "passwordFile"), "fhir with auth bearer");
        refuse(path, SMART, "fhir with auth bearer");
        yield new Credentials.Bearer(
            settings.required(path + ".tokenFile", "a file that holds a token", Path::of));
      }
      case SMART -> {
        refuse(path, List.of("user", "passwordFile", "tokenFile"), "fhir with auth smart");
        yield new Credentials.Smart(
            settings.item(
                path + ".tokenUrl",
                Optional.empty(),
                "the address at which tokens are given",
                text -> Optional.of(URI.create(text))),
            settings.required(path + ".clientId", "our name at the server", id -> id),
            settings.required(path + ".keyFile", "a file that holds a private JWK", Path::of),
            settings.item(
                path + ".scope", Credentials.Smart.USUAL_SCOPE, "scopes", scope -> scope));
      }
    };
  }

  private Duration timeout(String path, Duration fallback) {
    Duration given = settings.itemDuration(path, fallback);
    Configuration.require(given.isPositive(), path + " must be longer than zero");
    return given;
  }

  private int between(String path, int least, int most, int fallback) {
    return settings.item(
        path,
        fallback,
        "a whole number from %d to %d".formatted(least, most),
        text -> {
          int number = Integer.parseInt(text);
          if (number < least || number > most) {
            throw new IllegalArgumentException(text);
          }
          return number;
        });
  }

  private static Destination.Start start(String text) {
    return switch (text) {
      case "now" -> new Destination.Start.Now();
      case "beginning" -> new Destination.Start.Beginning();
      default -> new Destination.Start.Since(LocalDate.parse(text));
    };
  }
}
