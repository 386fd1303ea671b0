package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.journal.JournalSettings;
import dev.cuffline.gateway.journal.SqliteJournal;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.journal.Transport;
import dev.cuffline.rules.reading.PracticeId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How somebody adds a cuff: begin, check, test, and compare before a change. */
class FormatCommandTest {
  private static final String PAYLOAD =
      "{\"dev\": \"C-1\", \"ts\": 1769000400, \"sys\": 128, \"dia\": 82, \"pul\": 71, \"id\": \"r-1\"}";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    return Main.commands(Map.of(), Path.of(".."))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  @Test
  void aFileBegunFromASampleIsFineAndReadsTheSample() throws IOException {
    String sample = file("payload.json", PAYLOAD);
    String format = folder.resolve("my/my-cuff.yaml").toString();

    int begun = run("format", "new", format, "--sample", sample);
    int checked = run("format", "check", format);
    int tested = run("format", "test", format);

    assertThat(err.toString()).isEmpty();
    assertThat(begun).isZero();
    assertThat(checked).isZero();
    assertThat(tested).isZero();
    assertThat(out.toString())
        .contains("sample-1 read as ")
        .contains("\"device_key\":\"serial:C-1\"")
        .contains("\"systolic_mmhg\":128")
        .contains("1 samples, 0 differ");
    assertThat(Files.readString(Path.of(format))).contains("guessed: check it");
  }

  @Test
  void recordsInsideAListAreFound() throws IOException {
    String sample =
        file("p.json", "{\"imei\": \"990000000000017\", \"data\": {\"list\": [" + PAYLOAD + "]}}");
    String format = folder.resolve("listed.yaml").toString();

    run("format", "new", format, "--sample", sample);
    int tested = run("format", "test", format);

    assertThat(tested).isZero();
    assertThat(Files.readString(Path.of(format)))
        .contains("records: data.list")
        .contains("path: /imei");
    assertThat(out.toString()).contains("imei:990000000000017").contains("\"diastolic_mmhg\":82");
  }

  @Test
  void whatASketchLeavesOpenIsNotTakenForAFormat() throws IOException {
    String format = folder.resolve("open.yaml").toString();

    int begun = run("format", "new", format);
    int again = run("format", "new", format);

    assertThat(begun).isZero();
    assertThat(Files.readString(Path.of(format))).contains("FILL-IN");
    assertThat(again).isEqualTo(2);
    assertThat(err.toString()).contains("is there already");
  }

  @Test
  void aWrongFileIsNamedWithItsLine() throws IOException {
    String bad = file("bad.yaml", "name: bad\nversion: none\n");

    int exit = run("format", "check", bad);

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("bad.yaml, line 2: version must be a whole number from 1");
  }

  @Test
  void aSampleThatReadsOtherwiseSaysWhereAndWhat() throws IOException {
    String format = folder.resolve("my-cuff.yaml").toString();
    run("format", "new", format, "--sample", file("payload.json", PAYLOAD));
    String samples =
        file(
            "other.jsonl",
            "{\"id\": \"a\", \"received_at\": \"2026-01-21T13:05:00Z\", \"input_json\": "
                + PAYLOAD
                + ", \"expected\": {\"verdict\": \"accept\", \"readings\": [{\"systolic_mmhg\": 127}]}}\n{\n");

    int exit = run("format", "test", format, samples);

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("a DIFFERS")
        .contains("/readings/0/systolic_mmhg: expected 127, read 128")
        .contains("line 2 DIFFERS")
        .contains("2 samples, 2 differ");
  }

  @Test
  void anotherVersionIsComparedOverTheJournalWithoutShowingAValue() throws IOException {
    String yaml =
        """
        name: my-cuff
        version: %s
        source: a test
        device: {kind: serial, path: dev}
        time: {path: ts, form: epoch-seconds}
        values: {systolic: %s, diastolic: dia}
        """;
    String old = file("old/my-cuff.yaml", yaml.formatted("1", "sys"));
    String same = file("same/my-cuff.yaml", yaml.formatted("2", "[sys, other]"));
    String other = file("new/my-cuff.yaml", yaml.formatted("2", "{path: sys, factor: 2}"));
    Path data = folder.resolve("data");
    Files.createDirectories(data);
    try (SqliteJournal journal =
        SqliteJournal.open(data, JournalSettings.DEFAULTS, new SimpleMeterRegistry())) {
      journal.append(transmission("01A", "my-cuff")).join();
      journal.append(transmission("01B", "another")).join();
    }
    String settings = file("settings.yaml", "data:\n  folder: " + data + "\n");

    int equal = run("format", "diff", old, same, "--over", "journal", "--config", settings);
    String nothing = out.toString();
    int differs = run("format", "diff", old, other, "--config", settings);

    assertThat(err.toString()).isEmpty();
    assertThat(equal).isZero();
    assertThat(nothing).contains("1 messages of the format, 0 items would read differently");
    assertThat(differs).isEqualTo(1);
    assertThat(out.toString())
        .contains("transmission 01A  item 0: values, identity")
        .doesNotContain("128")
        .doesNotContain("256");
  }

  private static Transmission transmission(String id, String format) {
    return new Transmission(
        id,
        Instant.parse("2026-01-21T13:05:00Z"),
        new PracticeId("harbor"),
        Transport.MQTT_LISTENER,
        "hub",
        format,
        "devices/hub/" + format,
        "",
        false,
        PAYLOAD.getBytes(StandardCharsets.UTF_8));
  }
}
