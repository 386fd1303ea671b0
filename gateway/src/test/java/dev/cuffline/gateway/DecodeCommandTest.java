package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DecodeCommandTest {
  private static final String FRAME = "1E7F004F005F00E90701080714004700010400";
  private static final Instant NOW = Instant.parse("2025-01-08T12:21:30Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private byte[] input = new byte[0];

  private int run(String... arguments) {
    return new CommandLine(
            new DecodeCommand(
                new ConfigurationLoader(Map.of(), Path.of("..")),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new ByteArrayInputStream(input)))
        .setExpandAtFiles(false)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void aFrameIsToldStepByStep() {
    int exit = run(FRAME, "--zone", "America/New_York");

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("recognised   ble-2a35, 19 bytes, by its shape")
        .contains("127/79 mmHg, pulse 71, user slot 1, [IRREGULAR_PULSE]")
        .contains("2025-01-08T12:20:00Z, quality device")
        .contains("judged       accept")
        .contains("identified   by ");
  }

  @Test
  void aFindingIsExplainedAndIsExitCodeOne() {
    int exit = run(FRAME);

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("judged       quarantine")
        .contains("timestamp-without-zone: wall time, and no zone to read it in");
  }

  @Test
  void jsonIsRecognisedByItsFields() {
    int exit =
        run(
            "{\"measuredAt\":\"2025-01-08T12:20:00Z\",\"systolic\":126,\"diastolic\":81}",
            "--json");

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("\"format\" : \"cuffline.v1\"")
        .contains("\"verdict\" : \"accept\"")
        .contains("\"weak\" : false");
  }

  @Test
  void standardInputAndFilesAreTakenAsBytesOrAsHex(@TempDir Path folder) throws IOException {
    Path bytes = Files.write(folder.resolve("frame"), HexFormat.of().parseHex(FRAME));
    Path hex = Files.writeString(folder.resolve("frame.hex"), FRAME + "\n");
    input = FRAME.getBytes(StandardCharsets.US_ASCII);

    run("--zone", "UTC");
    run("--zone", "UTC", "-");
    run("--zone", "UTC", "@" + bytes);
    run("--zone", "UTC", "--file", hex.toString());

    assertThat(out.toString().lines().filter(line -> line.contains("127/79 mmHg"))).hasSize(4);
  }

  @Test
  void aQuirkCanBeNamed() {
    run("566A0047000000EA07080B121F00003F000000", "--quirk", "beurer-be", "--zone", "UTC");

    assertThat(out.toString()).contains("106/71 mmHg, pulse 63, user slot 0");
  }

  @Test
  void vectorsAreAnsweredLineByLine(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("vectors.jsonl"),
            """
            {"id":"short","format":"ble-2a35","input_hex":"1E"}
            {"id":"none","format":"ble-2a35","input_hex":""}
            """);

    int exit = run("--vectors", file.toString());

    assertThat(exit).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"id\":\"short\",\"actual\":{\"error\":\"TRUNCATED\"}}",
            "{\"id\":\"none\",\"actual\":{\"error\":\"EMPTY\"}}");
  }

  @Test
  void aLineThatIsNoVectorIsAFinding() {
    input = "oops\n".getBytes(StandardCharsets.UTF_8);

    assertThat(run("--vectors", "-")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "zz, PAYLOAD",
    "--format=no-such 00, --format",
    "--received-at=yesterday 00, --received-at",
    "--zone=Mars/Olympus 00, --zone"
  })
  void wrongUsageNamesWhatIsWrong(String arguments, String named) {
    int exit = run(arguments.split(" ", -1));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(named);
  }

  @ParameterizedTest
  @CsvSource({"--vectors=/no/such/file", "--file=/no/such/file", "@/no/such/file"})
  void aFileThatCannotBeReadIsExitCodeThree(String argument) {
    assertThat(run(argument)).isEqualTo(3);
    assertThat(err.toString()).contains("cannot be read");
  }
}
