package dev.cuffline.gateway.evaluate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cuffline.gateway.alerting.RulePacks;
import dev.cuffline.gateway.billing.PayerProfiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers scenarios, one after the other: the profiles and packs are read once, each scenario is
 * judged alone.
 */
public final class Evaluator {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final ScenarioReader reader;

  /** With the payer profiles and rule packs of an installation. */
  public Evaluator(PayerProfiles payers, RulePacks packs) {
    this.reader = new ScenarioReader(payers, packs);
  }

  /**
   * One scenario's answer, or why there is none.
   *
   * @param place of the scenario in its file, for messages; empty for the only one
   * @param json the answer as one line
   * @param text the answer for people
   * @param error what is wrong with the scenario, with its path
   */
  public record Answer(
      String place, Optional<String> json, Optional<String> text, Optional<String> error) {}

  /**
   * Answers a file: one object over any number of lines, or one object a line.
   *
   * @return in the order of the scenarios
   */
  public List<Answer> answer(String file) {
    List<String> lines = file.lines().toList();
    List<Integer> full = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        full.add(i);
      }
    }
    if (!isLines(lines, full)) {
      return List.of(answer(file, ""));
    }
    return full.stream().map(i -> answer(lines.get(i), "line " + (i + 1))).toList();
  }

  /** Several lines, of which the first is an object or the second begins one. */
  private static boolean isLines(List<String> lines, List<Integer> full) {
    return full.size() > 1
        && (lines.get(full.get(1)).startsWith("{") || isWhole(lines.get(full.getFirst())));
  }

  private static boolean isWhole(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JacksonException part) {
      return false;
    }
  }

  private Answer answer(String text, String place) {
    try {
      JsonNode json = JSON.readTree(text);
      Evaluation evaluation = Evaluation.of(reader.read(json));
      return new Answer(
          place,
          Optional.of(AnswerJson.of(evaluation).toString()),
          Optional.of(AnswerText.of(evaluation)),
          Optional.empty());
    } catch (JacksonException wrong) {
      return refused(
          place,
          "expected a JSON object: "
              + wrong.getOriginalMessage()
              + (wrong.getLocation() == null
                  ? ""
                  : " (line %d, column %d)"
                      .formatted(
                          wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr())));
    } catch (ScenarioException wrong) {
      return refused(place, String.valueOf(wrong.getMessage()));
    }
  }

  private static Answer refused(String place, String error) {
    return new Answer(place, Optional.empty(), Optional.empty(), Optional.of(error));
  }
}
