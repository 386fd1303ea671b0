package dev.cuffline.gateway;

import dev.cuffline.gateway.simulate.BrokerOutlet;
import dev.cuffline.gateway.simulate.Credentials;
import dev.cuffline.gateway.simulate.HttpOutlet;
import dev.cuffline.gateway.simulate.LinesOutlet;
import dev.cuffline.gateway.simulate.ListenerOutlet;
import dev.cuffline.gateway.simulate.MqttConnection;
import dev.cuffline.gateway.simulate.Outlet;
import dev.cuffline.gateway.simulate.PayloadEncoder;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code simulate} that say where to send, and as whom. */
final class SimulationTarget {
  private static final int MQTT_PORT = 1_883;
  private static final int BROKER_WINDOW = 512;
  private static final String LINES = "ndjson:";

  @Option(
      names = "--to",
      paramLabel = "WHERE",
      defaultValue = "ndjson:-",
      description = {
        "mqtt://HOST:PORT, a gateway's listener, each cuff as itself, or with --topic a broker;",
        "http://HOST:PORT, a gateway's /v1/ingest; ndjson:FILE or ndjson:-, a payload a line",
        "(default ${DEFAULT-VALUE})."
      })
  private String to = "";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Publish to a broker, with {cuff} and {format} in it: clinic/{cuff}/bp.")
  private @Nullable String topic;

  @Option(names = "--user", paramLabel = "NAME", description = "User at the broker.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The broker's password, in a file that holds nothing else.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Lines of login,secret; with --enrol it is written, else it is read.")
  private @Nullable Path credentialsFile;

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "Of the gateway to enrol at (default: --to when it is http, else port 8080).")
  private @Nullable URI api;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "data/admin-token",
      description = "An API token, in a file that holds nothing else (default ${DEFAULT-VALUE}).")
  private Path tokenFile = Path.of("");

  @Option(
      names = "--practice",
      paramLabel = "ID",
      defaultValue = "simulated",
      description = "Enrol in this practice (default ${DEFAULT-VALUE}).")
  private String practice = "";

  String to() {
    return to;
  }

  String practice() {
    return practice;
  }

  boolean usesStandardOutput() {
    return to.equals(LINES + "-");
  }

  private boolean isMqtt() {
    return to.startsWith("mqtt://");
  }

  private boolean isHttp() {
    return to.startsWith("http://") || to.startsWith("https://");
  }

  /** Refuses what does not go together, naming the option. */
  void check(CommandSpec spec, boolean enrol) {
    boolean lines = to.startsWith(LINES) && to.length() > LINES.length();
    if (!isMqtt() && !isHttp() && !lines) {
      throw wrong(spec, "--to must be mqtt://…, http://… or ndjson:FILE, not " + to);
    }
    if (!lines && uri(spec).getHost() == null) {
      throw wrong(spec, "--to must name a host, such as mqtt://127.0.0.1:1883, not " + to);
    }
    if (topic != null && !isMqtt()) {
      throw wrong(spec, "--topic is for --to mqtt://…");
    }
    if (topic != null && (topic.isBlank() || topic.contains("#") || topic.contains("+"))) {
      throw wrong(spec, "--topic must be a topic to publish to, without + and #");
    }
    if ((user == null) != (passwordFile == null)) {
      throw wrong(spec, "--user and --password-file go together");
    }
    if (!lines && topic == null && !enrol && credentialsFile == null) {
      throw wrong(spec, "a gateway wants to know its cuffs: --enrol, or --credentials FILE");
    }
  }

  private URI uri(CommandSpec spec) {
    try {
      return URI.create(to);
    } catch (IllegalArgumentException bad) {
      throw wrong(spec, "--to is no address: " + to);
    }
  }

  private static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  URI api() {
    if (api != null) {
      return api;
    }
    URI given = URI.create(to);
    return isHttp()
        ? URI.create(given.getScheme() + "://" + given.getAuthority())
        : URI.create("http://127.0.0.1:8080");
  }

  String token() throws IOException {
    return secret(tokenFile, "--token-file");
  }

  private static String secret(Path file, String option) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (IOException fault) {
      throw new IOException(option + " " + file + " cannot be read", fault);
    }
  }

  /** What is known before anybody is enrolled. */
  Credentials credentials() throws IOException {
    return credentialsFile != null && Files.exists(credentialsFile)
        ? Credentials.read(credentialsFile)
        : new Credentials();
  }

  void keep(Credentials credentials) throws IOException {
    if (credentialsFile != null) {
      credentials.write(credentialsFile);
    }
  }

  Outlet open(PayloadEncoder format, Credentials credentials) throws IOException {
    if (to.startsWith(LINES)) {
      return new LinesOutlet(lines(), format);
    }
    URI address = URI.create(to);
    if (isHttp()) {
      boolean whole = address.getPath() != null && address.getPath().length() > 1;
      return new HttpOutlet(whole ? address : address.resolve("/v1/ingest"), credentials);
    }
    int port = address.getPort() < 0 ? MQTT_PORT : address.getPort();
    if (topic == null) {
      return new ListenerOutlet(address.getHost(), port, credentials);
    }
    Optional<String> password =
        passwordFile == null
            ? Optional.empty()
            : Optional.of(secret(passwordFile, "--password-file"));
    return new BrokerOutlet(
        new MqttConnection.Login(
            address.getHost(),
            port,
            "cuffline-simulate-" + ProcessHandle.current().pid(),
            Optional.ofNullable(user).orElse(""),
            password,
            BROKER_WINDOW),
        topic);
  }

  private OutputStream lines() throws IOException {
    if (!usesStandardOutput()) {
      return new BufferedOutputStream(Files.newOutputStream(Path.of(to.substring(LINES.length()))));
    }
    return new BufferedOutputStream(
        new FilterOutputStream(System.out) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            flush();
          }
        });
  }
}
