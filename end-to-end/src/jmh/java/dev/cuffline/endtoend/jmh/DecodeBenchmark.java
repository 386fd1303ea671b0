package dev.cuffline.endtoend.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.PayloadFormat;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.described.FormatFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to decode one message of each format, from bytes to items. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DecodeBenchmark {
  private static final Path FORMATS = Path.of("..", "config", "formats");
  private static final Path VECTORS =
      Path.of("..", "gateway", "src", "test", "resources", "vectors");

  /** Formats by name. */
  @Param({
    "ble-2a35",
    "ble-2b34",
    "cuffline.v1",
    "bridge.v1",
    "aggregator-json",
    "ava4-mqtt",
    "bodytrace-push",
    "cm4-mqtt",
    "ihealth-openapi",
    "mio-telemetry",
    "omh-blood-pressure-4.0",
    "omron-connect-v1",
    "omron-connect-v2",
    "openmqttgateway",
    "smartmeter-pull",
    "telli-v2",
    "tenovi-webhook",
    "tuya-bpg",
    "withings-getmeas"
  })
  public String format;

  private PayloadFormat decoder;
  private byte[] payload;

  /** Takes the first message of the test vectors that holds a reading. */
  @Setup
  public void find() throws IOException {
    decoder = FormatFolder.read(List.of(FORMATS), PlausibilityLimits.DEFAULT).named(format);
    payload =
        switch (format) {
          case "cuffline.v1" ->
              text(
                  "{\"measuredAt\":\"2026-01-20T14:00:00Z\",\"systolic\":126,\"diastolic\":81,"
                      + "\"pulse\":71}");
          case "bridge.v1" ->
              text(
                  "{\"v\":1,\"msg_id\":\"m-1\",\"hub\":\"h-1\",\"hub_time\":"
                      + "\"2025-01-08T12:21:30.250Z\",\"hub_time_sync\":\"ntp\","
                      + "\"cuff\":{\"address\":\"B0:49:5F:00:10:71\"},"
                      + "\"cuff_time_now\":\"E9070108071428030000\",\"records\":[{\"char\":"
                      + "\"2A35\",\"value\":\"1E7F004F005F00E90701080714004700010400\"}]}");
          default -> sample();
        };
  }

  private static byte[] text(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] sample() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (String file : List.of("payloads_public.jsonl", "payloads_own.jsonl", "ble_public.jsonl")) {
      for (String line : Files.readAllLines(VECTORS.resolve(file))) {
        JsonNode vector = json.readTree(line);
        if (!vector.path("format").asText().equals(format)) {
          continue;
        }
        byte[] found =
            vector.has("input_hex")
                ? HexFormat.of().parseHex(vector.path("input_hex").asText())
                : json.writeValueAsBytes(vector.path("input_json"));
        if (decoder.decode(found, Quirks.NONE).stream()
            .anyMatch(DecodedItem.Measurement.class::isInstance)) {
          return found;
        }
      }
    }
    throw new IllegalStateException("no vector of " + format + " holds a reading");
  }

  /** Decodes it. */
  @Benchmark
  public List<DecodedItem> decode() {
    return decoder.decode(payload, Quirks.NONE);
  }
}
