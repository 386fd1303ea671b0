package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated cuffs against a real gateway: what must count is what does count. */
class SimulateCommandIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commands(Map.of(), HOME)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(Stream.of("simulate"), Arrays.stream(arguments)).toArray(String[]::new));
  }

  private Gateway gateway() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            data:
              folder: %s
            mqtt:
              port: 0
            http:
              port: 0
            alertRules: %s
            payers: %s
            destinations: []
            """
                .formatted(
                    folder.resolve("data"),
                    HOME.resolve("config/alert-rules/default.yaml"),
                    HOME.resolve("config/payers")));
    return Gateway.start(
        new ConfigurationLoader(Map.of(), HOME).load(settings).configuration(), Clock.systemUTC());
  }

  @ParameterizedTest
  @CsvSource({"mio-telemetry, mqtt, harsh", "ble-2a35, mqtt, harsh", "cuffline.v1, http, harsh"})
  void everyDayThatMustCountCountsAndNoOther(String format, String transport, String faults)
      throws Exception {
    Path expected = folder.resolve("expected.csv");
    try (Gateway gateway = gateway()) {
      String http = "http://127.0.0.1:" + gateway.httpPort();

      int exit =
          run(
              "--patients",
              "6",
              "--days",
              "40",
              "--faults",
              faults,
              "--format",
              format,
              "--to",
              transport.equals("mqtt") ? "mqtt://127.0.0.1:" + gateway.mqttPort() : http,
              "--api",
              http,
              "--enrol",
              "--token-file",
              AdminToken.file(gateway.folder().path()).toString(),
              "--expect",
              expected.toString(),
              "--json");
      gateway.settle();

      assertThat(exit).as(err.toString()).isZero();
      JsonNode summary = new ObjectMapper().readTree(out.toString());
      assertThat(summary.path("acknowledged")).isEqualTo(summary.path("messages"));
      assertThat(gateway.journal().head()).isEqualTo(summary.path("messages").asLong());
      assertThat(dataDays(gateway)).hasSizeGreaterThan(100).isEqualTo(days(expected));
    }
  }

  private static Set<String> days(Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);
    return new TreeSet<>(lines.subList(1, lines.size()));
  }

  private static Set<String> dataDays(Gateway gateway) {
    List<String> rows =
        gateway
            .database()
            .read(session ->
                session.list(
                    "SELECT patient_id, day FROM data_day",
                    row -> row.text("patient_id") + "," + row.text("day")));
    return new TreeSet<>(rows);
  }

  @Test
  void twoRunsOfASeedWriteTheSameFile() throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      Path file = folder.resolve(name);
      assertThat(run("--to", "ndjson:" + file, "--from", "2026-01-05", "--days", "20")).isZero();
      files.add(Files.readAllBytes(file));
    }

    assertThat(files.getFirst()).isEqualTo(files.getLast()).hasSizeGreaterThan(10_000);
  }

  @Test
  void aLaterRunKnowsTheSecretsOfAnEarlierOne() throws Exception {
    Path credentials = folder.resolve("credentials.csv");
    try (Gateway gateway = gateway()) {
      String http = "http://127.0.0.1:" + gateway.httpPort();
      String token = AdminToken.file(gateway.folder().path()).toString();
      run(
          "--patients",
          "2",
          "--days",
          "2",
          "--to",
          http,
          "--enrol",
          "--token-file",
          token,
          "--credentials",
          credentials.toString());

      int exit =
          run(
              "--patients",
              "2",
              "--days",
              "2",
              "--to",
              http,
              "--credentials",
              credentials.toString());

      assertThat(exit).as(err.toString()).isZero();
      assertThat(Files.getPosixFilePermissions(credentials)).hasSize(2);
      assertThat(out.toString()).contains("acknowledged");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--to ftp://x | --to must be mqtt://",
        "--to mqtt://127.0.0.1:1 | --enrol, or --credentials FILE",
        "--to ndjson:- --topic a | --topic is for --to mqtt",
        "--to mqtt://h:1 --topic a/# | --topic must be a topic to publish to",
        "--to mqtt://h:1 --topic a --user u | --user and --password-file go together",
        "--faults often | --faults: a profile is none, field or harsh",
        "--speed 0 | --speed must be max, or a number above 0, not 0",
        "--rate -1 | --rate must be 0 or more",
        "--from 2100-01-01 | --from and --days end in the future",
        "--from 1999-01-01 | --from must not lie before 2010-01-01",
        "--format nonsense | --format must be one of",
        "--patients 0 | --patients must be 1 or more"
      })
  void aWrongOptionIsNamed(String options, String message) {
    int exit = run(options.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith("cuffline: ").contains(message);
  }

  @Test
  void aGatewayThatIsNotThereCannotBeSentTo() {
    int exit = run("--to", "mqtt://127.0.0.1:1", "--topic", "t");

    assertThat(exit).isEqualTo(3);
    assertThat(err.toString()).contains("nobody listens on 127.0.0.1:1");
  }
}
