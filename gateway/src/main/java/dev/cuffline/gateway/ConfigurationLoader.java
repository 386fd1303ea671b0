package dev.cuffline.gateway;

import dev.cuffline.gateway.Configuration.Data;
import dev.cuffline.gateway.Configuration.Http;
import dev.cuffline.gateway.Configuration.Ingest;
import dev.cuffline.gateway.Configuration.Judging;
import dev.cuffline.gateway.Configuration.Limits;
import dev.cuffline.gateway.Configuration.Log;
import dev.cuffline.gateway.Configuration.LogLevel;
import dev.cuffline.gateway.Configuration.Mqtt;
import dev.cuffline.gateway.Configuration.PlainText;
import dev.cuffline.gateway.Configuration.Plausibility;
import dev.cuffline.gateway.Configuration.Store;
import dev.cuffline.gateway.Configuration.StoreKind;
import dev.cuffline.gateway.Configuration.Tls;
import dev.cuffline.gateway.journal.JournalSettings;
import dev.cuffline.gateway.yaml.BadYamlException;
import dev.cuffline.gateway.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration: defaults, over them the file, over them the environment ({@code
 * CUFFLINE_MQTT_PORT} for {@code mqtt.port}). Only the first fault is told, with file, line and
 * path.
 */
public final class ConfigurationLoader {
  private static final int KIB = 1_024;
  private static final int MIB = KIB * KIB;

  private static final List<LocalDate> DEFAULT_DATES =
      List.of(
          LocalDate.of(1970, 1, 1),
          LocalDate.of(2000, 1, 1),
          LocalDate.of(2017, 1, 1),
          LocalDate.of(2020, 1, 1));

  private final Map<String, String> environment;
  private final Path home;

  /**
   * Loads configurations.
   *
   * @param environment variables of the process; those that begin with {@code CUFFLINE_} count
   * @param home the installation; {@code config} in it is used when no file is given
   */
  public ConfigurationLoader(Map<String, String> environment, Path home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /**
   * What was read.
   *
   * @param reader knows where each value stands
   * @param warnings variables that begin with {@code CUFFLINE_} and name no setting: not an error,
   *     since Kubernetes sets such ones for a service of that name
   */
  record Loaded(Configuration configuration, SettingsReader reader, List<String> warnings) {
    Loaded {
      warnings = List.copyOf(warnings);
    }

    /** A message that begins with a setting, with the place in front where that setting stands. */
    String located(String message) {
      String path = message.split("[: ]", 2)[0];
      return reader.where(path).map(where -> where + ": " + message).orElse(message);
    }
  }

  /** Defaults and environment. */
  Loaded load() {
    return load(new YamlNode.Mapping(Map.of(), 1), "built-in defaults", home.resolve("config"));
  }

  /**
   * Defaults, file and environment.
   *
   * @param file none where nobody named one
   * @throws ConfigurationException when it cannot be read or used
   */
  Loaded load(@Nullable Path file) {
    if (file == null) {
      return load();
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    String yaml = read(file);
    return load(parse(yaml, file), file.toString(), folder == null ? home : folder);
  }

  private static YamlNode parse(String yaml, Path file) {
    try {
      return YamlNode.parse(yaml, file.toString());
    } catch (BadYamlException malformed) {
      throw new ConfigurationException(String.valueOf(malformed.getMessage()), malformed);
    }
  }

  /** All paths, with the environment variable that overrides each; empty where none does. */
  static Map<String, String> paths() {
    var reader = new SettingsReader("", Map.of(), Map.of());
    build(reader, Path.of("config"), Path.of("config"));
    return reader.asked();
  }

  /** Nodes that hold values, by path; a mapping within a list as {@code name[0].key}. */
  static Map<String, YamlNode> flatten(YamlNode root) {
    var nodes = new LinkedHashMap<String, YamlNode>();
    flatten("", root, nodes);
    return nodes;
  }

  private Loaded load(YamlNode root, String name, Path folder) {
    if (!(root instanceof YamlNode.Mapping)) {
      throw new ConfigurationException(name + ", line 1: settings such as mqtt: are expected");
    }
    Map<String, YamlNode> nodes = flatten(root);
    Map<String, String> known = paths();
    UnknownKeys.refuse(root, known.keySet(), name);
    var reader = new SettingsReader(name, environment, nodes);
    return new Loaded(build(reader, name, folder, home.resolve("config")), reader, ignored(known));
  }

  private static Configuration build(
      SettingsReader settings, String name, Path folder, Path installed) {
    try {
      return build(settings, folder, installed);
    } catch (IllegalArgumentException refused) {
      String message = String.valueOf(refused.getMessage());
      String path = message.split(" ", 2)[0];
      throw new ConfigurationException(settings.where(path).orElse(name) + ": " + message, refused);
    }
  }

  private static Configuration build(SettingsReader settings, Path folder, Path installed) {
    return new Configuration(
        new Data(Path.of(settings.text("data.folder", "./data"))),
        mqtt(settings, folder),
        http(settings),
        OidcReader.read(settings, folder),
        new Store(
            settings.choice("store.kind", StoreKind.SQLITE),
            settings.text("store.url", ""),
            settings.text("store.user", ""),
            settings.text("store.passwordFile", "")),
        new JournalSettings(
            settings.integer("journal.maxBatch", JournalSettings.DEFAULTS.maxBatch()),
            settings.integer(
                "journal.queueTransmissions", JournalSettings.DEFAULTS.queueTransmissions()),
            settings.bytes("journal.queueBytes", JournalSettings.DEFAULTS.queueBytes())),
        judging(settings),
        new Plausibility(
            limits(settings, "plausibility.systolic", 40, 300),
            limits(settings, "plausibility.diastolic", 20, 200),
            limits(settings, "plausibility.pulse", 20, 300)),
        file(settings, "alertRules", "alert-rules/default.yaml", folder, installed),
        file(settings, "payers", "payers", folder, installed),
        file(settings, "fees", "fees", folder, installed),
        ClaimSettings.read(settings),
        formats(settings, folder, installed),
        DestinationReader.read(settings, folder),
        settings.list(
            "subscribers",
            SubscriberReader.KEYS,
            List.of(),
            path -> SubscriberReader.read(settings, path, folder)),
        new Log(settings.choice("log.level", LogLevel.INFO)));
  }

  /** What comes with the installation, and over it the folder that the settings name. */
  private static List<Path> formats(SettingsReader settings, Path folder, Path installed) {
    return Stream.of(
            installed.resolve("formats"), file(settings, "formats", "formats", folder, installed))
        .map(Path::normalize)
        .distinct()
        .toList();
  }

  /** Relative to the file that names it; what nobody names comes with the installation. */
  private static Path file(
      SettingsReader settings, String path, String fallback, Path folder, Path installed) {
    String given = settings.text(path, "");
    return given.isEmpty() ? installed.resolve(fallback) : folder.resolve(given);
  }

  private static Optional<Path> optionalFile(SettingsReader settings, String path, Path folder) {
    String given = settings.text(path, "");
    return given.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(given));
  }

  private static Mqtt mqtt(SettingsReader settings, Path folder) {
    return new Mqtt(
        settings.text("mqtt.host", "127.0.0.1"),
        settings.port("mqtt.port", OptionalInt.of(1883)),
        settings.choice("mqtt.plainText", PlainText.LOOPBACK),
        new Tls(
            settings.text("mqtt.tls.host", "0.0.0.0"),
            settings.port("mqtt.tls.port", OptionalInt.empty()),
            optionalFile(settings, "mqtt.tls.certificate", folder),
            optionalFile(settings, "mqtt.tls.key", folder),
            optionalFile(settings, "mqtt.tls.clientCa", folder)),
        settings.size("mqtt.maximumPacketBytes", 256 * KIB),
        settings.duration("mqtt.connectTimeout", Duration.ofSeconds(10)),
        settings.integer("mqtt.receiveMaximum", 1_024),
        settings.integer("mqtt.topicAliasMaximum", 16),
        settings.duration("mqtt.sessionExpiry", Duration.ofDays(7)),
        settings.integer("mqtt.keptSessions", 100_000),
        settings.bytes("mqtt.connectionBytes", MIB),
        settings.integer("mqtt.totalMessages", 32_768),
        settings.bytes("mqtt.totalBytes", 64 * MIB),
        settings.duration("mqtt.drainTimeout", Duration.ofSeconds(5)));
  }

  private static Http http(SettingsReader settings) {
    return new Http(
        settings.text("http.host", "127.0.0.1"),
        settings.integer("http.port", 8080),
        new Ingest(
            settings.size("http.ingest.maximumBodyBytes", 256 * KIB),
            settings.integer("http.ingest.requestsPerSource", 64),
            settings.integer("http.ingest.requestsInTotal", 1_024)));
  }

  private static Judging judging(SettingsReader settings) {
    return new Judging(
        settings.duration("judging.futureTolerance", Duration.ofMinutes(10)),
        settings.duration("judging.oldest", Duration.ofDays(400)),
        settings.dates("judging.defaultDates", DEFAULT_DATES),
        settings.duration("judging.weakIdentityWindow", Duration.ofMinutes(10)));
  }

  private static Limits limits(SettingsReader settings, String path, int minimum, int maximum) {
    return new Limits(
        path,
        settings.integer(path + ".minimum", minimum),
        settings.integer(path + ".maximum", maximum));
  }

  private List<String> ignored(Map<String, String> known) {
    Set<String> launcher =
        Set.of("CUFFLINE_JAVA_HOME", "CUFFLINE_JAVA_OPTS", "CUFFLINE_JDK_FOLDERS");
    return environment.keySet().stream()
        .filter(name -> name.startsWith("CUFFLINE_"))
        .filter(name -> !launcher.contains(name) && !known.containsValue(name))
        .sorted()
        .map(name -> "environment variable " + name + " names no setting and is ignored")
        .toList();
  }

  private static void flatten(String path, YamlNode node, Map<String, YamlNode> into) {
    if (!path.isEmpty()) {
      into.put(path, node);
    }
    switch (node) {
      case YamlNode.Scalar _ -> {}
      case YamlNode.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  (key, child) -> flatten(path.isEmpty() ? key : path + "." + key, child, into));
      case YamlNode.Sequence list -> {
        for (int i = 0; i < list.items().size(); i++) {
          flatten(path + "[" + i + "]", list.items().get(i), into);
        }
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw new ConfigurationException("there is no configuration file " + file, missing);
    } catch (IOException unreadable) {
      throw new ConfigurationException("cannot read the configuration file " + file, unreadable);
    }
  }
}
