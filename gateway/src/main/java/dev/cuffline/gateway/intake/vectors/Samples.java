package dev.cuffline.gateway.intake.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cuffline.gateway.format.Formats;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Samples of a format and what they should be read as: lines like those of the device test vectors,
 * of which only the fields that {@code expected} lists are compared; reasons and warnings are sets.
 */
public final class Samples {
  private final Formats formats;
  private final String format;

  /**
   * For one format.
   *
   * @param format of lines that name none
   */
  public Samples(Formats formats, String format) {
    this.formats = formats;
    this.format = format;
  }

  /**
   * How a sample was read.
   *
   * @param id of the line
   * @param actual the whole answer
   * @param differences places in it and what was expected there; empty when nothing was
   */
  public record Result(String id, String actual, boolean isCompared, List<String> differences) {
    /** Copies the list. */
    public Result {
      differences = List.copyOf(differences);
    }
  }

  /** Reads every line that is not blank, in order, as one gateway would. */
  public List<Result> read(List<String> lines) {
    List<String> vectors = new ArrayList<>();
    List<JsonNode> parsed = new ArrayList<>();
    int number = 0;
    for (String line : lines) {
      number++;
      if (!line.isBlank()) {
        JsonNode vector = vector(line, number);
        parsed.add(vector);
        vectors.add(Json.line(vector));
      }
    }
    StringWriter answers = new StringWriter();
    new DecodeVectors(formats).answer(vectors, new PrintWriter(answers));
    List<String> answered = answers.toString().lines().toList();
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < parsed.size(); i++) {
      results.add(result(parsed.get(i), answered.get(i)));
    }
    return results;
  }

  /** A line that is no JSON object is a vector without an input: its answer says so. */
  private JsonNode vector(String line, int number) {
    ObjectNode vector = Json.object();
    try {
      vector = Json.read(line) instanceof ObjectNode given ? given : vector;
    } catch (JsonProcessingException malformed) {
      // Stays empty.
    }
    vector.putIfAbsent("id", TextNode.valueOf("line " + number));
    vector.putIfAbsent("format", TextNode.valueOf(format));
    return vector;
  }

  private static Result result(JsonNode vector, String answer) {
    try {
      JsonNode actual = Json.read(answer).path("actual");
      List<String> differences = new ArrayList<>();
      JsonNode expected = vector.path("expected");
      BigDecimal tolerance =
          vector.path("tolerance_mmhg").isNumber()
              ? vector.path("tolerance_mmhg").decimalValue()
              : BigDecimal.ZERO;
      if (expected.isObject()) {
        compare(expected, actual, "", tolerance, differences);
      }
      if (actual.has("error") && !vector.has("expected_error")) {
        differences.add("error: " + actual.path("error").asText());
      }
      return new Result(
          vector.path("id").asText(), Json.line(actual), expected.isObject(), differences);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an answer is JSON", impossible);
    }
  }

  private static void compare(
      JsonNode expected, JsonNode actual, String path, BigDecimal tolerance, List<String> into) {
    if (path.endsWith("/reasons") || path.endsWith("/warnings")) {
      differ(texts(expected).equals(texts(actual)), expected, actual, path, into);
    } else if (expected.isObject()) {
      expected
          .properties()
          .forEach(field ->
              compare(
                  field.getValue(),
                  actual.path(field.getKey()),
                  path + "/" + field.getKey(),
                  tolerance,
                  into));
    } else if (expected.isArray()) {
      differ(expected.size() == actual.size(), expected, actual, path, into);
      for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
        compare(expected.get(i), actual.get(i), path + "/" + i, tolerance, into);
      }
    } else if (expected.isNumber() && actual.isNumber()) {
      BigDecimal apart = expected.decimalValue().subtract(actual.decimalValue()).abs();
      BigDecimal allowed = path.endsWith("_mmhg") ? tolerance : BigDecimal.ZERO;
      differ(apart.compareTo(allowed) <= 0, expected, actual, path, into);
    } else {
      boolean bothNothing = expected.isNull() && (actual.isNull() || actual.isMissingNode());
      differ(bothNothing || expected.equals(actual), expected, actual, path, into);
    }
  }

  private static void differ(
      boolean same, JsonNode expected, JsonNode actual, String path, List<String> into) {
    if (!same) {
      String read = actual.isMissingNode() ? "nothing" : Json.line(actual);
      into.add(path + ": expected " + Json.line(expected) + ", read " + read);
    }
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
