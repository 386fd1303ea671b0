package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Load tests of tiny sizes really run; what they count is looked at, how fast they are is not. */
class BenchCommandIT {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String line, String... more) {
    return Main.commands(Map.of(), HOME)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(Stream.of(("bench " + line).split(" ")), Stream.of(more))
                .toArray(String[]::new));
  }

  private JsonNode report() throws Exception {
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void ingestCountsWhatItSent() throws Exception {
    Path page = folder.resolve("report.html");

    int exit =
        run(
            "ingest --duration 2s --warm-up 1s --devices 20 --connections 4 --rate 200"
                + " --json --work",
            folder.toString(),
            "--html",
            page.toString());

    assertThat(exit).as(err.toString()).isZero();
    JsonNode report = report();
    assertThat(report.at("/figures/acknowledged").asLong()).isGreaterThan(100L);
    assertThat(report.at("/figures/readings")).isEqualTo(report.at("/figures/acknowledged"));
    assertThat(report.at("/figures/dataDays").asLong()).isPositive();
    assertThat(report.path("checks")).isNotEmpty().allMatch(JsonNode::asBoolean);
    assertThat(report.at("/latencyMillis/p99").asDouble()).isPositive();
    assertThat(report.path("command").asText()).startsWith("./cuffline bench ingest --duration");
    assertThat(page).content().contains("<svg");
    assertThat(folder.toFile().list()).containsExactly("report.html");
  }

  @Test
  void rulesAreMeasuredWithoutAGateway() throws Exception {
    int exit = run("rules --patients 50 --json");

    assertThat(exit).isZero();
    JsonNode report = report();
    assertThat(report.at("/figures/billable").asInt()).isGreaterThan(50);
    assertThat(report.at("/figures/bytes").asInt()).isPositive();
    assertThat(report.path("checks")).allMatch(JsonNode::asBoolean);
  }

  @Test
  void deliverCountsWhatLeft() throws Exception {
    int exit =
        run(
            "deliver --readings 200 --devices 20 --connections 4 --window 5 --json --work",
            folder.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(report().at("/settings/readings").asLong()).isGreaterThanOrEqualTo(200);
    assertThat(report().at("/figures/resourcesPerSecond").asDouble()).isPositive();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingest --rate -1 | --rate must be 0 to 10000000",
        "ingest --connections 0 | --connections must be 1 to 10000",
        "ingest --window 0 | --window must be 1 to 65535",
        "ingest --qos 0 | --qos must be 1 or 2",
        "ingest --devices 10 | --devices must be at least --connections",
        "ingest --duration soon | --duration",
        "ingest --format ble-2a35 | --format must be one whose payload names the cuff",
        "alert | --rate must be more than 0",
        "alert --rate 5 --every 0 | --every must be 1 or more",
        "deliver --readings 0 | --readings must be 1 or more",
        "deliver --to paper | --to",
        "sink --port 70000 | --port must be 0 to 65535"
      })
  void aWrongOptionIsNamed(String line, String message) {
    int exit = run(line);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith("cuffline: ").contains(message);
  }

  @Test
  void tooFewDevicesForTheLoadCannotRun() {
    int exit =
        run("ingest --rate 1000000 --duration 9999s --devices 200 --work", folder.toString());

    assertThat(exit).isEqualTo(3);
    assertThat(err.toString()).contains("--devices are too few");
  }
}
