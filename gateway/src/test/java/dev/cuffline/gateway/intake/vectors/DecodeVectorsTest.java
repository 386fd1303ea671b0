package dev.cuffline.gateway.intake.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.described.ShippedFormats;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every device test vector of the formats that there are, compared as their README says. */
class DecodeVectorsTest {
  private static final Set<String> BLUETOOTH =
      Set.of(
          "ble-2a35",
          "ble-2a36",
          "ble-2a08",
          "ble-2a2b",
          "ble-2a49",
          "ble-2b34",
          "ble-2b35",
          "ble-2b36",
          "ieee11073-20601-apdu",
          "sfloat");
  private static final Set<String> PAYLOADS =
      Set.of(
          "mio-telemetry",
          "mio-status",
          "telli-v1",
          "telli-v2",
          "telli-v2-event",
          "tenovi-webhook",
          "bodytrace-push",
          "withings-getmeas",
          "omron-connect-v1",
          "omron-connect-v2",
          "ihealth-openapi",
          "aggregator-json",
          "ava4-mqtt",
          "cm4-mqtt",
          "omh-blood-pressure-4.0",
          "smartmeter-pull",
          "tuya-bpg",
          "openmqttgateway",
          "any-json");
  private static final BigDecimal MMHG_TOLERANCE = new BigDecimal("0.05");

  record Vector(JsonNode line, JsonNode actual) {}

  static Stream<Named<Vector>> bluetooth() {
    return vectors("ble_public.jsonl", BLUETOOTH);
  }

  static Stream<Named<Vector>> payloads() {
    return vectors("payloads_public.jsonl", PAYLOADS);
  }

  /** What the public samples do not show, after the vendors' descriptions (devices.md 2). */
  static Stream<Named<Vector>> own() {
    return vectors("payloads_own.jsonl", PAYLOADS);
  }

  private static Stream<Named<Vector>> vectors(String file, Set<String> formats) {
    List<String> lines = lines(file);
    List<JsonNode> answers = answers(lines);
    List<Named<Vector>> vectors = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = json(lines.get(i));
      boolean gate = !line.has("ambiguous") && !line.has("unconfirmed");
      if (gate && formats.contains(line.path("format").asText())) {
        assertThat(answers.get(i).path("id")).isEqualTo(line.path("id"));
        vectors.add(
            Named.of(line.path("id").asText(), new Vector(line, answers.get(i).path("actual"))));
      }
    }
    return vectors.stream();
  }

  @ParameterizedTest
  @MethodSource("bluetooth")
  void aBluetoothFrameIsReadAsExpected(Vector vector) {
    assertAsExpected(vector);
  }

  @ParameterizedTest
  @MethodSource({"payloads", "own"})
  void aPayloadIsReadAndJudgedAsExpected(Vector vector) {
    assertAsExpected(vector);
  }

  @Test
  void noVectorOfTheseFormatsIsLeftOut() {
    assertThat(bluetooth()).hasSize(234);
    assertThat(payloads()).hasSize(71);
    assertThat(own()).hasSize(30);
  }

  @Test
  void bytesOfEveryLengthAreAnsweredInEveryCharacteristic() {
    Random random = new Random(2_036);
    List<String> lines = new ArrayList<>();
    for (String format : BLUETOOTH) {
      for (int length = 0; length <= 512; length++) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        lines.add(
            Json.line(
                Json.object()
                    .put("id", format + length)
                    .put("format", format)
                    .put("input_hex", HexFormat.of().formatHex(bytes))));
      }
    }

    List<JsonNode> answers = answers(lines);

    assertThat(answers).hasSameSizeAs(lines);
    assertThat(answers.getFirst().at("/actual/error").asText()).isEqualTo("EMPTY");
  }

  @Test
  void aFormatThatThereIsNotSaysSo() {
    JsonNode answer =
        answers(List.of("{\"id\":\"v\",\"format\":\"no-such-format\",\"input_json\":{}}"))
            .getFirst();

    assertThat(answer)
        .isEqualTo(json("{\"id\":\"v\",\"actual\":{\"error\":\"UNSUPPORTED_FORMAT\"}}"));
  }

  @Test
  void aLineThatIsNoVectorIsAnsweredAndCounted() {
    StringWriter out = new StringWriter();

    int bad =
        new DecodeVectors(ShippedFormats.all())
            .answer(
                List.of(
                    "{",
                    "",
                    "{\"id\":\"x\",\"format\":\"ble-2a35\"}",
                    "{\"id\":\"y\",\"format\":\"ble-2a35\",\"input_hex\":\"0\"}"),
                new PrintWriter(out));

    assertThat(bad).isEqualTo(3);
    assertThat(out.toString().lines()).hasSize(3);
  }

  @Test
  void aRepeatIsOneOnlyWhenItIsTheSameReading() {
    String first =
        """
        {"id":"a","format":"cuffline.v1","received_at":"2026-01-05T13:00:10Z","input_json":
        {"measuredAt":"2026-01-05T13:00:00Z","systolic":126,"diastolic":81}}
        """
            .replace("\n", "");
    String same = first.replace("\"a\"", "\"b\",\"same_reading_as\":\"a\"");
    String other = same.replace("\"b\"", "\"c\"").replace("126", "127");

    List<JsonNode> answers = answers(List.of(other, same, first));

    assertThat(answers.get(0).at("/actual/verdict").asText()).isEqualTo("accept");
    assertThat(answers.get(1).at("/actual/verdict").asText()).isEqualTo("duplicate");
    assertThat(answers.get(1).at("/actual/reasons/0").asText()).isEqualTo("duplicate-of:a");
    assertThat(answers.get(1).at("/actual/readings")).isEmpty();
    assertThat(answers.get(2).at("/actual/verdict").asText()).isEqualTo("accept");
  }

  @Test
  void anAmendedReadingNamesWhatItAmends() {
    String first =
        """
        {"id":"a","format":"withings-getmeas","received_at":"2023-01-01T10:01:10Z","input_json":
        {"status":0,"body":{"measuregrps":[{"grpid":1,"attrib":0,"date":1672567200,"modified":1,
        "category":1,"measures":[{"value":89,"type":9,"unit":0},{"value":109,"type":10,"unit":0}]}]}}}
        """
            .replace("\n", "");
    String later = first.replace("\"a\",", "\"b\",\"amends\":\"a\",").replace("109", "119");

    JsonNode answer = answers(List.of(first, later)).get(1).path("actual");

    assertThat(answer.path("verdict").asText()).isEqualTo("amend");
    assertThat(answer.at("/reasons/0").asText()).isEqualTo("amends:a");
    assertThat(answer.at("/readings/0/systolic_mmhg").decimalValue()).isEqualByComparingTo("119");
  }

  private static void assertAsExpected(Vector vector) {
    if (vector.line().has("expected_error")) {
      assertThat(vector.actual())
          .isEqualTo(Json.object().put("error", vector.line().path("expected_error").asText()));
    } else {
      BigDecimal tolerance =
          vector.line().has("tolerance_mmhg")
              ? vector.line().path("tolerance_mmhg").decimalValue()
              : BigDecimal.ZERO;
      assertMatches(vector.line().path("expected"), vector.actual(), "", tolerance);
    }
  }

  private static void assertMatches(
      JsonNode expected, JsonNode actual, String path, BigDecimal tolerance) {
    if (path.endsWith("/reasons") || path.endsWith("/warnings")) {
      assertThat(texts(actual)).as(path).isEqualTo(texts(expected));
    } else if (expected.isObject()) {
      expected
          .properties()
          .forEach(field ->
              assertMatches(
                  field.getValue(),
                  actual.path(field.getKey()),
                  path + "/" + field.getKey(),
                  tolerance));
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertMatches(expected.get(i), actual.path(i), path + "/" + i, tolerance);
      }
    } else if (path.endsWith("_mmhg") && expected.isTextual()) {
      assertThat(new BigDecimal(actual.asText()))
          .as(path)
          .isCloseTo(
              new BigDecimal(expected.asText()),
              org.assertj.core.data.Offset.offset(MMHG_TOLERANCE));
    } else if (path.endsWith("_mmhg") && expected.isNumber()) {
      assertThat(actual.decimalValue())
          .as(path)
          .isCloseTo(expected.decimalValue(), org.assertj.core.data.Offset.offset(tolerance));
    } else if (expected.isNumber()) {
      assertThat(actual.decimalValue()).as(path).isEqualByComparingTo(expected.decimalValue());
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<JsonNode> answers(List<String> lines) {
    StringWriter out = new StringWriter();
    new DecodeVectors(ShippedFormats.all()).answer(lines, new PrintWriter(out));
    return out.toString().lines().map(DecodeVectorsTest::json).toList();
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static List<String> lines(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            DecodeVectorsTest.class.getResourceAsStream("/vectors/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
