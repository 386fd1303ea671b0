package dev.cuffline.gateway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every worked example of billing-rules.md section 9, named by its number, and examples of our own
 * of the rule statements, asked as a user asks them: JSON in, JSON out.
 *
 * <p>A line is {@code {"case", "scenario", "expected"}}. Billed are the codes with units; reasons,
 * exceptions, rules and alerts must be among those given; an empty list of alerts says none.
 */
class ScenarioTablesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCENARIOS = schema("scenario.schema.json");
  private static final JsonSchema ANSWERS = schema("answer.schema.json");

  private static JsonSchema schema(String name) {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(Tables.CONFIG.resolve("evaluate").resolve(name)));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static List<Tables.Row> rows() {
    return Tables.ROWS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theAnswerIsThatOfTheTable(Tables.Row row) {
    JsonNode given = row.answer();

    assertThat(SCENARIOS.validate(row.scenario())).isEmpty();
    assertThat(ANSWERS.validate(given)).isEmpty();
    assertThat(given.path("id").asText()).isEqualTo(row.name());
    for (Map.Entry<String, JsonNode> each : row.expected().properties()) {
      check(given, each.getKey(), each.getValue());
    }
  }

  private static void check(JsonNode given, String what, JsonNode wanted) {
    switch (what) {
      case "billed" ->
          assertThat(billed(given))
              .containsExactlyInAnyOrderElementsOf(texts(wanted, "/0", "/1", "/2"));
      case "reasons" ->
          assertThat(all(given, "determinations", "reasons")).containsAll(Tables.values(wanted));
      case "dos" ->
          wanted
              .properties()
              .forEach(each ->
                  assertThat(texts(billedNodes(given), "/code", "/dos"))
                      .contains(each.getKey() + " " + each.getValue().asText()));
      case "dataDays" -> dataDays(given, wanted);
      case "periodEnd" ->
          assertThat(given.at("/devicePeriods/0/to").asText()).isEqualTo(wanted.asText());
      case "countedSeconds" ->
          wanted
              .properties()
              .forEach(each ->
                  assertThat(texts(given.path("careMonths"), "/month", "/countedSeconds"))
                      .contains(each.getKey() + " " + each.getValue().asText()));
      case "secondsToNext" ->
          wanted
              .properties()
              .forEach(each ->
                  assertThat(texts(given.path("determinations"), "/code", "/secondsToNext"))
                      .contains(each.getKey() + " " + each.getValue().asText()));
      case "unbilledSeconds" ->
          assertThat(texts(given.path("determinations"), "/unbilledSeconds"))
              .contains(wanted.asText());
      case "exceptions" ->
          assertThat(texts(given.path("exceptions"), "/code"))
              .containsExactlyElementsOf(Tables.values(wanted));
      case "nudges" ->
          assertThat(texts(given.path("billingNudges"), "/id", "/slackDays"))
              .containsExactlyElementsOf(texts(wanted, "/id", "/slackDays"));
      case "rules" ->
          assertThat(texts(given.path("findings"), "/rule")).containsAll(Tables.values(wanted));
      case "alerts" -> alerts(given, wanted);
      default -> throw new IllegalArgumentException("unknown expectation in a table: " + what);
    }
  }

  private static void dataDays(JsonNode given, JsonNode wanted) {
    JsonNode days = given.at("/devicePeriods/0/dataDays");
    if (wanted.isArray()) {
      assertThat(Tables.values(days)).isEqualTo(Tables.values(wanted));
    } else {
      assertThat(days.size()).isEqualTo(wanted.asInt());
    }
  }

  private static void alerts(JsonNode given, JsonNode wanted) {
    if (wanted.isEmpty()) {
      assertThat(given.path("alerts")).isEmpty();
    }
    for (JsonNode alert : wanted) {
      List<String> fields = alert.properties().stream().map(each -> "/" + each.getKey()).toList();
      String[] paths = fields.toArray(String[]::new);
      assertThat(texts(given.path("alerts"), paths))
          .containsAll(texts(JSON.createArrayNode().add(alert), paths));
    }
  }

  private static JsonNode billedNodes(JsonNode given) {
    var billed = JSON.createArrayNode();
    for (JsonNode determination : given.path("determinations")) {
      if (determination.path("units").asInt() > 0) {
        billed.add(determination);
      }
    }
    return billed;
  }

  private static List<String> billed(JsonNode given) {
    return texts(billedNodes(given), "/code", "/units", "/status");
  }

  /** Some values of each item of a list, with blanks between. */
  private static List<String> texts(JsonNode items, String... paths) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items) {
      texts.add(String.join(" ", Stream.of(paths).map(path -> item.at(path).asText()).toList()));
    }
    return texts;
  }

  private static List<String> all(JsonNode given, String items, String list) {
    List<String> all = new ArrayList<>();
    given.path(items).forEach(item -> all.addAll(Tables.values(item.path(list))));
    return all;
  }
}
