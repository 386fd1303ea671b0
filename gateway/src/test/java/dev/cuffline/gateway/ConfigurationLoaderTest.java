package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {
  /** Surefire runs in the module's folder. */
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final Path SHIPPED = HOME.resolve("config/cuffline.yaml");

  @TempDir Path folder;

  @Test
  void theShippedFileHoldsEverySetting() throws IOException {
    Set<String> there =
        ConfigurationLoader.flatten(YamlNode.parse(Files.readString(SHIPPED), "cuffline.yaml"))
            .keySet()
            .stream()
            .map(path -> path.replaceAll("\\[\\d+]", "[]"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(there).containsAll(ConfigurationLoader.paths().keySet());
  }

  @Test
  void theShippedFileEqualsTheDefaults() {
    Configuration shipped = load(Map.of(), SHIPPED).configuration();

    assertThat(shipped).isEqualTo(loader(Map.of()).load().configuration());
  }

  @Test
  void everySettingOfTheShippedFileIsExplained() throws IOException {
    List<String> lines = Files.readAllLines(SHIPPED);

    long comments = lines.stream().filter(line -> line.strip().startsWith("#")).count();

    assertThat(comments).isGreaterThan(ConfigurationLoader.paths().size());
  }

  @Test
  void whatTheFileLeavesOutKeepsItsDefault() {
    Configuration read = read("mqtt:\n  port: 2883\n");

    assertThat(read.mqtt().port()).isEqualTo(2883);
    assertThat(read.mqtt().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(read.http().port()).isEqualTo(8080);
  }

  @Test
  void anEmptyFileIsTheDefaults() {
    assertThat(read("# nothing\n").mqtt())
        .isEqualTo(loader(Map.of()).load().configuration().mqtt());
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    Configuration read =
        load(
                Map.of(
                    "CUFFLINE_MQTT_PORT", "3883",
                    "CUFFLINE_JUDGING_FUTURE_TOLERANCE", "36m",
                    "CUFFLINE_MQTT_MAXIMUM_PACKET_BYTES", "1MiB",
                    "CUFFLINE_JUDGING_DEFAULT_DATES", "2001-01-01, 2002-02-02"),
                write("mqtt:\n  port: 2883\n"))
            .configuration();

    assertThat(read.mqtt().port()).isEqualTo(3883);
    assertThat(read.mqtt().maximumPacketBytes()).isEqualTo(1 << 20);
    assertThat(read.judging().futureTolerance()).isEqualTo(Duration.ofMinutes(36));
    assertThat(read.judging().defaultDates())
        .containsExactly(LocalDate.of(2001, 1, 1), LocalDate.of(2002, 2, 2));
  }

  @Test
  void everySingleSettingCanBeSetInTheEnvironment() throws IOException {
    Map<String, YamlNode> shipped =
        ConfigurationLoader.flatten(YamlNode.parse(Files.readString(SHIPPED), "cuffline.yaml"));
    Map<String, String> variables =
        ConfigurationLoader.paths().entrySet().stream()
            .filter(path -> shipped.get(path.getKey()) instanceof YamlNode.Scalar)
            .collect(Collectors.toMap(Map.Entry::getValue, path -> text(shipped, path.getKey())));

    var loaded = loader(variables).load();

    assertThat(variables).hasSizeGreaterThan(30).containsKey("CUFFLINE_STORE_PASSWORD_FILE");
    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.configuration()).isEqualTo(loader(Map.of()).load().configuration());
  }

  @Test
  void aVariableThatNamesNoSettingIsAWarning() {
    var loaded =
        loader(Map.of("CUFFLINE_MQTT_PROT", "1", "CUFFLINE_JAVA_OPTS", "-Xmx1g", "PATH", "/bin"))
            .load();

    assertThat(loaded.warnings())
        .containsExactly("environment variable CUFFLINE_MQTT_PROT names no setting and is ignored");
  }

  @Test
  void destinationsAreReadWithTheirStart() {
    Configuration read =
        read(
            """
            destinations:
              - {name: a, type: ndjson, folder: out/a, from: now}
              - {name: b, type: ndjson, folder: /srv/b, from: 2026-03-01}
            """);

    assertThat(read.destinations())
        .extracting(Destination::from)
        .containsExactly(
            new Destination.Start.Now(), new Destination.Start.Since(LocalDate.of(2026, 3, 1)));
  }

  @Test
  void noDestinationsAreFine() {
    assertThat(read("destinations: []\n").destinations()).isEmpty();
  }

  @Test
  void pathsOfRulesAreRelativeToTheFile() {
    assertThat(read("payers: mine\n").payers()).isEqualTo(folder.resolve("mine"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mqtt:{n}  prot: 1883            | line 2: there is no setting mqtt.prot, did you mean mqtt.port?
          mqt:{n}  port: 1883             | line 1: there is no setting mqt, did you mean mqtt?
          port: 1883                      | line 1: there is no setting port, did you mean
          mqtt:{n}  host: a{n}  Port: 1   | line 3: there is no setting mqtt.Port, did you mean mqtt.port?
          judging:{n}  futuretolerance: 1h | did you mean judging.futureTolerance?
          destinations:{n} - nam: x       | line 2: there is no setting destinations[0].nam, did you mean destinations[].name?
          mqtt:{n}  port: abc             | line 2: mqtt.port must be a whole number, not "abc"
          mqtt:{n}  port: [1]             | line 2: mqtt.port must be a single value
          mqtt:{n}  port: {a: 1}          | there is no setting mqtt.port.a
          mqtt: 5                         | line 1: mqtt must hold settings, not a single value
          mqtt:{n}  port: 70000           | line 2: mqtt.port must be 0 to 65535, not 70000
          mqtt:{n}  connectTimeout: 10    | line 2: mqtt.connectTimeout must be a duration such as
          mqtt:{n}  totalBytes: lots      | line 2: mqtt.totalBytes must be a number of bytes
          mqtt:{n}  maximumPacketBytes: 9GiB | line 2: mqtt.maximumPacketBytes must be less than 2GiB
          store:{n}  kind: oracle         | line 2: store.kind must be one of sqlite, postgresql, not "oracle"
          store:{n}  kind: postgresql     | store.url must be a jdbc:postgresql: URL
          judging:{n}  defaultDates: [20] | line 2: judging.defaultDates[0] must be a day, not "20"
          judging:{n}  defaultDates: 2001-01-01 | line 2: judging.defaultDates must be a list of days
          plausibility:{n}  pulse:{n}    minimum: 400 | plausibility.pulse.maximum must be 401 to 1000
          journal:{n}  maxBatch: 0        | line 2: journal.maxBatch must be 1 to 100000
          destinations: files             | line 1: destinations must
          destinations:{n} - name: A B    | line 2: destinations[0].name must be 1 to 40 of
          destinations:{n} - name: a      | destinations[0].type must be given
          log:{n}  level: loud            | line 2: log.level must be one of error, warn, info, debug, trace
          mqtt:{n}  port: 1{n}  port: 2   | is given twice
          mqtt: [                         | this is not YAML
          - a                             | settings such as mqtt: are expected
          http:{n}  port: 1883            | line 2: http.port must not be the same as mqtt.port
          """)
  void aFaultIsToldWithFileLineAndPath(String yaml, String message) {
    Path file = write(yaml.replace("{n}", "\n"));

    assertThatThrownBy(() -> load(Map.of(), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aFaultInTheEnvironmentNamesTheVariable() {
    assertThatThrownBy(() -> loader(Map.of("CUFFLINE_HTTP_PORT", "-1")).load())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("environment variable CUFFLINE_HTTP_PORT: http.port must be");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.yaml");

    assertThatThrownBy(() -> load(Map.of(), missing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(missing.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/c?user=u&password=hunter2",
    "jdbc:postgresql://u:hunter2@db/c",
    "jdbc:postgresql://db/c?PASSWORD=hunter2"
  })
  void aPasswordInTheAddressIsRefusedAndNotRepeated(String url) {
    Path file = write("store:\n  kind: postgresql\n  url: \"" + url + "\"\n");

    assertThatThrownBy(() -> load(Map.of(), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("store.passwordFile")
        .hasMessageNotContaining("hunter2");
  }

  private static String text(Map<String, YamlNode> nodes, String path) {
    return nodes.get(path) instanceof YamlNode.Scalar scalar ? scalar.text() : "";
  }

  private Configuration read(String yaml) {
    return load(Map.of(), write(yaml)).configuration();
  }

  private static ConfigurationLoader.Loaded load(Map<String, String> environment, Path file) {
    return loader(environment).load(file);
  }

  private static ConfigurationLoader loader(Map<String, String> environment) {
    return new ConfigurationLoader(environment, HOME);
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("cuffline.yaml"), yaml);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
