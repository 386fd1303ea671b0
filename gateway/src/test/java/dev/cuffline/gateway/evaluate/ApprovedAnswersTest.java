package dev.cuffline.gateway.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole answer to every scenario of the tables, as somebody read and approved it: codes without
 * units, evidence, what is missing to the next unit, both clocks. Whoever changes a rule sees here
 * all that it changes.
 *
 * <p>To approve: read {@code gateway/target/approved.txt}, which every run writes, and put it in
 * the place of {@code src/test/resources/evaluate/approved.txt}.
 */
class ApprovedAnswersTest {
  private static final String TITLE = "## ";
  private static final Map<String, String> APPROVED = approved();

  /** What is answered when nothing happened; of every other answer only the rest is told. */
  private static final Set<String> NOTHING =
      Set.copyOf(lines(Tables.answer("{\"assume\": {\"dataLinked\": true}}")));

  private static Map<String, String> approved() {
    Map<String, String> answers = new LinkedHashMap<>();
    Pattern title = Pattern.compile("^" + TITLE, Pattern.MULTILINE);
    for (String part : title.splitAsStream(Tables.text("/evaluate/approved.txt")).toList()) {
      int end = part.indexOf('\n');
      if (end > 0) {
        answers.put(part.substring(0, end), part.substring(end + 1).stripTrailing());
      }
    }
    return answers;
  }

  static List<Tables.Row> rows() {
    return Tables.ROWS;
  }

  @Test
  void nothingIsApprovedBesideTheTables() throws IOException {
    List<String> all = new ArrayList<>();
    for (Tables.Row row : Tables.ROWS) {
      all.add(TITLE + row.name());
      all.addAll(differing(row.answer()));
    }
    Files.write(Files.createDirectories(Path.of("target")).resolve("approved.txt"), all);

    assertThat(APPROVED.keySet())
        .containsExactlyElementsOf(Tables.ROWS.stream().map(Tables.Row::name).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theWholeAnswerIsAsApproved(Tables.Row row) {
    assertThat(String.join("\n", differing(row.answer())))
        .isEqualTo(APPROVED.getOrDefault(row.name(), "nothing is approved"));
  }

  private static List<String> differing(JsonNode answer) {
    List<String> lines = lines(answer);
    List<String> differing =
        new ArrayList<>(lines.stream().filter(line -> !NOTHING.contains(line)).toList());
    long missing = NOTHING.stream().filter(line -> !lines.contains(line)).count();
    differing.add("in place of " + missing + " of the lines of nothing");
    return differing;
  }

  private static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : answer.path("determinations")) {
      lines.add(
          "%s x%s %s %s in %s, dos %s, by %s%s%s%s (%s)"
              .formatted(
                  each.path("code").asText(),
                  each.path("units").asText(),
                  each.path("status").asText(),
                  String.join(" ", Tables.values(each.path("reasons"))),
                  range(each.path("period")),
                  each.path("dos").asText("none"),
                  shortened(each.path("evidence")),
                  figure(each, "daysToNext"),
                  figure(each, "secondsToNext"),
                  figure(each, "unbilledSeconds"),
                  each.path("ruleSet").asText()));
    }
    for (JsonNode each : answer.path("devicePeriods")) {
      lines.add(
          "period %s %s: days %s by %s, left %s, %s"
              .formatted(
                  range(each),
                  each.path("state").asText(),
                  shortened(each.path("dataDays")),
                  shortened(each.path("dataDayReadings")),
                  each.path("daysLeft").asText(),
                  each.path("lastDateToReach16").asText()));
      lines.addAll(plain("  held", each.path("held")));
      lines.addAll(plain("  excluded", each.path("excluded")));
    }
    for (String list : List.of("careMonths", "findings", "alerts", "exceptions", "billingNudges")) {
      lines.addAll(plain(list, answer.path(list)));
    }
    return lines;
  }

  private static List<String> plain(String name, JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> name + " " + each.toString().replace("\"", ""))
        .toList();
  }

  private static String range(JsonNode range) {
    return range.path("from").asText("?") + ".." + range.path("to").asText("?");
  }

  private static String figure(JsonNode node, String name) {
    return node.has(name) ? ", " + name + " " + node.get(name).asText() : "";
  }

  /** Of a long list, how many, the first and the last. */
  private static String shortened(JsonNode list) {
    List<String> all = Tables.values(list);
    return all.size() <= 3
        ? all.toString()
        : "[%d: %s … %s]".formatted(all.size(), all.getFirst(), all.getLast());
  }
}
