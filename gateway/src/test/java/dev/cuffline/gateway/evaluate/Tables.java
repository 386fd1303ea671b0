package dev.cuffline.gateway.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cuffline.gateway.alerting.RulePacks;
import dev.cuffline.gateway.billing.PayerProfiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The tables of scenarios, and an evaluator with the shipped profiles and rules. */
final class Tables {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final Path CONFIG = Path.of("..", "config");
  static final Evaluator EVALUATOR =
      new Evaluator(
          PayerProfiles.read(CONFIG.resolve("payers")),
          RulePacks.read(CONFIG.resolve("alert-rules")));
  static final List<Row> ROWS = read();

  private Tables() {}

  /** A line of a table. */
  record Row(String name, JsonNode scenario, JsonNode expected) {
    @Override
    public String toString() {
      return name;
    }

    /** What is answered to it. */
    JsonNode answer() {
      return Tables.answer(scenario.toString());
    }
  }

  /** What is answered to a scenario that is well formed. */
  static JsonNode answer(String scenario) {
    Evaluator.Answer answer = EVALUATOR.answer(scenario).getFirst();
    try {
      return JSON.readTree(answer.json().orElseThrow(() -> new AssertionError(answer.error())));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static List<Row> read() {
    List<Row> rows = new ArrayList<>();
    for (String table : List.of("device-clock", "management-clock", "alerts", "rule-statements")) {
      for (String line : text("/evaluate/" + table + ".jsonl").lines().toList()) {
        rows.add(row(line));
      }
    }
    return List.copyOf(rows);
  }

  private static Row row(String line) {
    try {
      JsonNode row = JSON.readTree(line);
      return new Row(row.get("case").asText(), row.get("scenario"), row.get("expected"));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The values of a list, as text. */
  static List<String> values(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** A file among the test resources. */
  static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Tables.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
