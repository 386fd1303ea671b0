package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records of a body are. Without a word about it the body is the record, or an array of
 * them. {@code data}: an object or an array at that place; {@code devices[].readings}: all readings
 * of all devices; several places: the first that is given, with {@code .} for the body itself.
 */
record Records(List<List<JsonPointer>> alternatives, String field) {
  /** No body that a sender means has more. */
  static final int MOST = 1_024;

  /** The body itself, where it may also be one record without its list. */
  private static final String HERE = ".";

  private static final Records WHOLE = new Records(List.of(List.of(JsonPointer.empty())), "");

  static Records wholeBody() {
    return WHOLE;
  }

  /**
   * Reads places as they are written in a format file.
   *
   * @throws IllegalArgumentException when one is none
   */
  static Records parse(List<String> texts) {
    List<List<JsonPointer>> alternatives = new ArrayList<>();
    for (String text : texts) {
      List<JsonPointer> steps = new ArrayList<>();
      String places = text.equals(HERE) ? "" : text;
      for (String step : places.split("\\[\\]\\.?", -1)) {
        steps.add(Place.pointer(step));
      }
      alternatives.add(List.copyOf(steps));
    }
    return new Records(
        List.copyOf(alternatives),
        texts.getFirst().equals(HERE)
            ? ""
            : Place.parse(texts.getFirst().replace("[]", "")).field());
  }

  boolean isWholeBody() {
    return this.equals(WHOLE);
  }

  /**
   * The records, at most one more than {@link #MOST}; a single missing one when there is nothing at
   * the places.
   */
  List<Scope> in(JsonNode body) {
    for (List<JsonPointer> steps : alternatives) {
      if (JsonFields.isGiven(body.at(steps.getFirst()))) {
        List<Scope> found = new ArrayList<>(1);
        collect(body, steps, 0, List.of(), found);
        return found;
      }
    }
    return List.of(new Scope(body.path(-1), List.of(body)));
  }

  private static void collect(
      JsonNode node, List<JsonPointer> steps, int step, List<JsonNode> holders, List<Scope> into) {
    JsonPointer pointer = steps.get(step);
    JsonNode target = node.at(pointer);
    List<JsonNode> around = pointer.matches() ? holders : and(holders, node);
    boolean last = step == steps.size() - 1;
    if (target.isArray()) {
      for (int i = 0; i < target.size() && into.size() <= MOST; i++) {
        if (last) {
          into.add(new Scope(target.get(i), around));
        } else {
          collect(target.get(i), steps, step + 1, around, into);
        }
      }
    } else if (last) {
      into.add(new Scope(target, around));
    } else {
      collect(target, steps, step + 1, around, into);
    }
  }

  private static List<JsonNode> and(List<JsonNode> holders, JsonNode node) {
    if (holders.isEmpty()) {
      return List.of(node);
    }
    List<JsonNode> all = new ArrayList<>(holders);
    all.add(node);
    return all;
  }
}
