package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.fhir.Code;
import dev.cuffline.fhir.Shape;
import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Grant;
import dev.cuffline.gateway.access.oidc.OidcSettings;
import dev.cuffline.gateway.delivery.Manner;
import dev.cuffline.gateway.delivery.WebhookSettings;
import dev.cuffline.gateway.delivery.fhir.Credentials;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import dev.cuffline.gateway.ingress.subscriber.Backoff;
import dev.cuffline.gateway.ingress.subscriber.BrokerAddress;
import dev.cuffline.gateway.ingress.subscriber.SubscriberSettings;
import dev.cuffline.gateway.ingress.subscriber.TopicFilter;
import dev.cuffline.gateway.ingress.subscriber.TopicRoute;
import dev.cuffline.gateway.yaml.YamlNode;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationLoaderTest {
  /** Surefire runs in the module's folder. */
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final Path SHIPPED = HOME.resolve("config/cuffline.yaml");

  @TempDir Path folder;

  @Test
  void theShippedFileHoldsEverySetting() throws IOException {
    Set<String> there =
        Stream.of(
                Files.readString(SHIPPED),
                withExamples().replaceAll("(?<=\n    )# (?=[a-zA-Z]+: )", ""))
            .flatMap(text ->
                ConfigurationLoader.flatten(YamlNode.parse(text, "cuffline.yaml"))
                    .keySet()
                    .stream())
            .map(path -> path.replaceAll("\\[\\d+]", "[]"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(there).containsAll(ConfigurationLoader.paths().keySet());
  }

  /** The shipped file with the lines of its examples in force. */
  private static String withExamples() throws IOException {
    return Files.readString(SHIPPED)
        .replace("subscribers: []", "subscribers:")
        .replace("roles: []", "roles:")
        .replaceAll("(?m)^#(?=  )", "");
  }

  @Test
  void theExampleOfASubscriberHoldsTheDefaults() throws IOException {
    SubscriberSettings example = read(withExamples()).subscribers().getFirst();
    SubscriberSettings least =
        read("""
        subscribers:
          - name: hospital
            url: mqtts://broker.example
            practice: main-street
            topics: [{filter: cuffs/+/raw, format: ble-2a35, device: 2}]
        """)
            .subscribers()
            .getFirst();

    assertThat(example).isEqualTo(least);
  }

  @Test
  void theSubscriberOfTheReadmeIsRead() throws IOException {
    String readme = Files.readString(HOME.resolve("README.md"));
    String snippet = readme.substring(readme.indexOf("```yaml\n") + 8);

    List<SubscriberSettings> read =
        read(snippet.substring(0, snippet.indexOf("```"))).subscribers();

    assertThat(read)
        .singleElement()
        .satisfies(subscriber -> assertThat(subscriber.topics()).hasSize(2));
  }

  @Test
  void aSubscriberIsReadWithItsTopicsInOrder() {
    SubscriberSettings read =
        read("""
        subscribers:
          - name: hospital
            url: mqtts://broker.example:8884
            practice: main-street
            clientId: c
            group: g
            user: u
            passwordFile: secrets/password
            trustFile: /etc/ca.pem
            receiveMaximum: 1024
            maximumPacketBytes: 1MiB
            sessionExpiry: 1d
            reconnectMinimum: 1s
            reconnectMaximum: 1m
            topics:
              - {filter: a/+/raw, format: ble-2a35, device: 2}
              - {filter: a/#, format: mio-telemetry}
        """)
            .subscribers()
            .getFirst();

    assertThat(read)
        .isEqualTo(
            new SubscriberSettings(
                "hospital",
                new BrokerAddress("broker.example", 8884, true),
                new PracticeId("main-street"),
                new SubscriberSettings.Login(
                    "u",
                    Optional.of(folder.resolve("secrets/password")),
                    Optional.of(Path.of("/etc/ca.pem"))),
                "c",
                "g",
                1_024,
                1 << 20,
                Duration.ofDays(1),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                List.of(
                    new TopicRoute(new TopicFilter("a/+/raw"), "ble-2a35", 2),
                    new TopicRoute(new TopicFilter("a/#"), "mio-telemetry", 0))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: A B                       | line 2: subscribers[0].name must be 1 to 40 of
          nam: x                          | line 2: there is no setting subscribers[0].nam, did you mean subscribers[].name?
          url: broker.example             | line 3: subscribers[0].url must be mqtt://HOST:PORT
          url: mqtt://u:hunter2@b         | line 3: subscribers[0].url must be mqtt://HOST:PORT
          practice: ""                    | line 4: subscribers[0].practice must be the id of a practice
          receiveMaximum: 64              | line 5: subscribers[0].receiveMaximum must be 256 to 1024, not 64
          maximumPacketBytes: 1           | line 5: subscribers[0].maximumPacketBytes must be 1024 to
          sessionExpiry: 0s               | line 5: subscribers[0].sessionExpiry must be at least 1m
          reconnectMaximum: 1ms           | line 5: subscribers[0].reconnectMaximum must be at least
          group: a/b                      | line 5: subscribers[0].group must be a name without
          passwordFile: p                 | line 5: subscribers[0].passwordFile must be left out when there is no user
          trustFile: p                    | line 5: subscribers[0].trustFile must be left out unless url
          topics: x                       | line 5: subscribers[0].topics must hold settings
          topics: []                      | line 5: subscribers[0].topics must have at least one filter
          topics: [x]                     | line 5: subscribers[0].topics[0].filter must be given: an MQTT topic filter
          topics: [{filter: a}]           | line 5: subscribers[0].topics[0].format must be given
          topics: [{filter: a/#/b, format: f}] | line 5: subscribers[0].topics[0].filter must be an MQTT topic filter
          topics: [{filter: a/b, format: f, device: 3}] | line 5: subscribers[0].topics[0].device must be the number
          topics: [{filter: a, format: f}, {filter: b, formt: f}] | line 5: there is no setting subscribers[0].topics[1].formt, did you mean subscribers[].topics[].format?
          """)
  void aFaultInASubscriberIsToldWithLineAndPath(String line, String message) {
    String yaml = "subscribers:\n";
    for (String usual : List.of("name: n", "url: mqtt://b", "practice: p", line)) {
      String key = usual.substring(0, usual.indexOf(':'));
      boolean replaced = !usual.equals(line) && line.startsWith(key.substring(0, 3));
      boolean given = usual.equals(line) && yaml.contains(line);
      if (!given) {
        yaml +=
            (yaml.endsWith("subscribers:\n") ? " - " : "   ") + (replaced ? line : usual) + "\n";
      }
    }
    Path file = write(yaml);

    assertThatThrownBy(() -> load(Map.of(), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file + ", " + message)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void twoSubscribersOfOneNameAreRefused() {
    String one = " - {name: a, url: 'mqtt://b', practice: p, topics: [{filter: x, format: f}]}\n";

    assertThatThrownBy(() -> read("subscribers:\n" + one + one))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 1: subscribers has two entries with the name a");
  }

  @Test
  void theExamplesOfAServerAndAServiceAreTheDefaults() throws IOException {
    Configuration read = read(withExamples());

    assertThat(read.destinations())
        .contains(
            new Destination(
                "ehr",
                new Destination.Target.Fhir(
                    FhirSettings.usual(URI.create("https://fhir.example.org/r4"))),
                new Destination.Start.Now()))
        .last()
        .extracting(Destination::target)
        .isEqualTo(
            new Destination.Target.Webhook(
                new WebhookSettings(
                    URI.create("https://hooks.example.org/cuffline"),
                    Path.of("/etc/cuffline/hooks-secret"),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    100)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resources: Provenence   | destinations[0].resources must be of the FHIR resource types Device, Observation, DetectedIssue, Provenance, Task, Communication, with commas between them, not "Provenence"
          rotateBytes: 10MB       | destinations[0].rotateBytes must be a number of bytes such as
          rotateBytes: 1KiB       | destinations[0].rotateBytes must be at least 64KiB, not 1024
          """)
  void aFaultInADestinationIsTold(String line, String message) {
    Path file =
        write("destinations:\n  - {name: a, type: ndjson, folder: f, from: now, " + line + "}\n");

    assertThatThrownBy(() -> load(Map.of(), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void twoDestinationsDoNotWriteIntoOneFolder() {
    assertThatThrownBy(() ->
            read(
                """
                destinations:
                  - {name: a, type: ndjson, folder: fhir, from: now}
                  - {name: b, type: ndjson, folder: ./fhir, from: now}
                """))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("destinations has two entries with the folder");
  }

  @Test
  void whatIsSentOnRequestIsNamedAmongTheResources() {
    Configuration read =
        read(
            """
            destinations:
              - {name: a, type: ndjson, folder: f, from: now, rotateBytes: 64KiB,
                 resources: "Observation, Provenance"}
            """);

    assertThat(read.destinations())
        .singleElement()
        .satisfies(destination -> {
          assertThat(destination.target())
              .isEqualTo(new Destination.Target.Ndjson(Path.of("f"), 64 << 10));
          assertThat(destination.wanted().resources())
              .containsExactlyInAnyOrder("Observation", "Provenance");
        });
  }

  @Test
  void theWordsOfADestinationStandInFilesBesideTheSettings() throws IOException {
    Files.writeString(folder.resolve("codes.yaml"), "codes: [{from: 'urn:a|b', to: 'urn:a|c'}]");
    Files.writeString(folder.resolve("words.yaml"), "payers: [{name: Zenith, profile: z}]");

    Destination read =
        read("""
        destinations:
          - {name: a, type: fhir, url: "http://a/r4", from: now, basedOn: order,
             performer: none, category: "urn:c|home|At home", codeMap: codes.yaml,
             ehrMap: words.yaml}
        """)
            .destinations()
            .getFirst();

    assertThat(read.manner().basedOn()).isEqualTo(Manner.BasedOn.ORDER);
    assertThat(read.manner().shape().performer()).isEqualTo(Shape.Performer.NONE);
    assertThat(read.manner().shape().category()).hasValue(Code.parse("urn:c|home|At home"));
    assertThat(read.manner().shape().codeMap().entries()).hasSize(1);
    assertThat(((Destination.Target.Fhir) read.target()).settings().ehrMap().payerNames())
        .containsEntry("zenith", "z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "codeMap: codes.yaml;codes.yaml, line 2: codes[0].to is missing",
        "ehrMap: none.yaml;cannot read the map of an EHR's words",
        "category: home;line 2: destinations[0].category must be system|code or system|code|display",
        "basedOn: encounter;line 2: destinations[0].basedOn must be one of none, order"
      })
  void whatIsWrongWithTheWordsOfADestinationIsSaid(String setting, String because)
      throws IOException {
    Files.writeString(folder.resolve("codes.yaml"), "codes:\n  - {from: 'urn:a|b'}\n");

    assertThatThrownBy(() ->
            read(
                "destinations:\n  - {name: a, type: fhir, url: \"http://a/r4\", from: now, "
                    + setting
                    + "}\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(because);
  }

  @Test
  void credentialsAreNamedByTheirFiles() {
    Configuration read =
        read(
            """
            destinations:
              - {name: a, type: fhir, url: "http://a/r4", from: now, auth: basic, user: u,
                 passwordFile: /p}
              - {name: b, type: fhir, url: "http://b/r4", from: now, auth: bearer, tokenFile: /t}
            """);

    assertThat(read.destinations())
        .extracting(Destination::target)
        .map(target -> ((Destination.Target.Fhir) target).settings().credentials())
        .containsExactly(
            new Credentials.Basic("u", Path.of("/p")), new Credentials.Bearer(Path.of("/t")));
  }

  @Test
  void aProviderIsReadWithItsRoles() throws IOException {
    OidcSettings read =
        read("""
        oidc:
          issuer: https://login.example.org/realms/clinic
          clientId: cuffline
          clientSecretFile: oidc-secret
          redirectUri: https://cuffline.example.org/login/oidc/callback
          roles:
            - {value: nurses, role: clinical-staff, practice: harbor}
            - {value: chiefs, role: administrator}
        """)
            .oidc()
            .orElseThrow();

    assertThat(read.scopes()).containsExactly("openid", "profile");
    assertThat(read.clientSecretFile().orElseThrow()).isAbsolute().hasFileName("oidc-secret");
    assertThat(read.roles())
        .containsExactly(
            new OidcSettings.Mapped(
                "nurses",
                new Grant(Optional.of(new PracticeId("harbor")), AccessRole.CLINICAL_STAFF)),
            new OidcSettings.Mapped(
                "chiefs", new Grant(Optional.empty(), AccessRole.ADMINISTRATOR)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://login.example.org | cuffline | openid | https://c.example/login/oidc/callback |"
            + " line 2: oidc.issuer must be an https address",
        "https://login.example.org | '' | openid | https://c.example/login/oidc/callback |"
            + " oidc.clientId must be given with oidc.issuer",
        "https://login.example.org | cuffline | profile | https://c.example/login/oidc/callback |"
            + " line 4: oidc.scopes must contain openid",
        "https://login.example.org | cuffline | openid | https://c.example/elsewhere |"
            + " line 5: oidc.redirectUri must be an https address that ends with",
        "https://login.example.org | cuffline | openid | https://c.example/login/oidc/callback |"
            + " oidc.roles must map at least one value"
      })
  void aProviderThatCannotWorkIsRefused(
      String issuer, String client, String scopes, String back, String message) {
    String yaml =
        "oidc:\n  issuer: %s\n  clientId: \"%s\"\n  scopes: %s\n  redirectUri: %s\n"
            .formatted(issuer, client, scopes, back);

    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void withoutARedirectUriOnlyThisMachineMayConnect() {
    String yaml =
        """
        http:
          host: 0.0.0.0
        oidc:
          issuer: https://login.example.org
          clientId: c
          roles: [{value: a, role: auditor}]
        """;

    assertThatThrownBy(() -> read(yaml))
        .hasMessageContaining("oidc.redirectUri must be given when other machines can connect");
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

    assertThat(read.mqtt().port()).hasValue(2883);
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

    assertThat(read.mqtt().port()).hasValue(3883);
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
          mqtt:{n}  port: abc             | line 2: mqtt.port must be off or a port, 0 to 65535, not "abc"
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
          destinations:{n} - {name: a, type: x, from: now} | line 2: destinations[0].type must be one of ndjson, fhir, webhook, not "x"
          destinations:{n} - {name: a, type: fhir, from: now} | destinations[0].url must be given
          destinations:{n} - {name: a, type: fhir, from: now, url: "ftp://x"} | destinations[0].url must be the base address of a FHIR server
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://u:p@x/r4"} | destinations[0].url must be the base address of a FHIR server
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://x", folder: y} | destinations[0].folder is no setting of type fhir
          destinations:{n} - {name: a, type: ndjson, from: now, folder: y, batch: 5} | destinations[0].batch is no setting of type ndjson
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://x", batch: 0} | destinations[0].batch must be a whole number from 1 to 1000, not "0"
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://x", inFlight: 99} | destinations[0].inFlight must be a whole number from 1 to 32
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://x", requestTimeout: 0s} | destinations[0].requestTimeout must be longer than zero
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://x", auth: basic} | destinations[0].user must be given
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://x", auth: bearer, user: u} | destinations[0].user is no setting of type fhir with auth bearer
          destinations:{n} - {name: a, type: fhir, from: now, url: "http://x", tokenFile: t} | destinations[0].tokenFile is no setting of type fhir with auth none
          log:{n}  level: loud            | line 2: log.level must be one of error, warn, info, debug, trace
          mqtt:{n}  port: 1{n}  port: 2   | is given twice
          mqtt: [                         | this is not YAML
          - a                             | settings such as mqtt: are expected
          http:{n}  port: 1883            | line 2: http.port must not be the same as mqtt.port
          mqtt:{n}  host: 0.0.0.0         | line 2: mqtt.host must be this machine alone, such as 127.0.0.1, not 0.0.0.0
          mqtt:{n}  host: 192.168.1.1     | mqtt.tls.port, mqtt.tls.certificate, mqtt.tls.key), or set mqtt.plainText to anywhere
          mqtt:{n}  host: localhost.evil  | line 2: mqtt.host must be this machine alone
          mqtt:{n}  port: on              | line 2: mqtt.port must be off or a port, 0 to 65535, not "on"
          mqtt:{n}  port: off             | line 2: mqtt.port and mqtt.tls.port must not both be off
          mqtt:{n}  plainText: yes        | line 2: mqtt.plainText must be one of loopback, anywhere
          mqtt:{n}  tls: {port: 8883}     | mqtt.tls.port needs mqtt.tls.certificate
          mqtt:{n}  tls: {port: 8883, certificate: a} | mqtt.tls.port needs mqtt.tls.key
          mqtt:{n}  tls: {certificate: a} | mqtt.tls.certificate needs mqtt.tls.port
          mqtt:{n}  tls: {key: a}         | mqtt.tls.key needs mqtt.tls.port
          mqtt:{n}  tls: {clientCa: a}    | mqtt.tls.clientCa needs mqtt.tls.port
          mqtt:{n}  tls: {port: 1883, certificate: a, key: b} | mqtt.tls.port must not be the same as mqtt.port
          mqtt:{n}  topicAliasMaximum: -1 | line 2: mqtt.topicAliasMaximum must be 0 to 65535
          mqtt:{n}  keptSessions: -1      | line 2: mqtt.keptSessions must be at least 0
          """)
  void aFaultIsToldWithFileLineAndPath(String yaml, String message) {
    Path file = write(yaml.replace("{n}", "\n"));

    assertThatThrownBy(() -> load(Map.of(), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
  void plainTextMayBeSpokenOnThisMachine(String host) {
    assertThat(read("mqtt:\n  host: \"" + host + "\"\n").mqtt().host()).isEqualTo(host);
  }

  @Test
  void plainTextIsSpokenBeyondThisMachineWhenTheSettingSaysSo() {
    Configuration read = read("mqtt:\n  host: 0.0.0.0\n  plainText: anywhere\n");

    assertThat(read.mqtt().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void tlsAloneNeedsNoWordAboutPlainText() {
    Configuration read =
        read(
            """
            mqtt:
              host: 0.0.0.0
              port: off
              tls: {port: 8883, certificate: tls/chain.pem, key: /etc/key.pem}
            """);

    assertThat(read.mqtt().port()).isEmpty();
    assertThat(read.mqtt().tls().certificate()).contains(folder.resolve("tls/chain.pem"));
    assertThat(read.mqtt().tls().key()).contains(Path.of("/etc/key.pem"));
    assertThat(read.mqtt().tls().clientCa()).isEmpty();
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
