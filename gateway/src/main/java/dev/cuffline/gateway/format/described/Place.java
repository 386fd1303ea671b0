package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value stands: {@code data.sys} from the record down, {@code /isTest} (a JSON Pointer, RFC
 * 6901) from the top of the body, {@code ../serial} in the object that holds the record, {@code
 * measures[type=10].value} in the first object of a list that says so.
 *
 * @param levels how many objects outwards from the record; -1 for the body
 * @param steps from there
 * @param field its last name, for complaints
 */
record Place(int levels, List<Step> steps, String field) {
  private static final String OUTWARDS = "../";
  private static final Pattern SELECTION =
      Pattern.compile("([^\\[\\]./]+)\\[([^\\[\\]=./]+)=([^\\[\\]=./]+)\\]");

  /** Part of the way. */
  sealed interface Step {
    JsonNode from(JsonNode node);

    /** Down names and numbers of list items. */
    record Down(JsonPointer pointer) implements Step {
      @Override
      public JsonNode from(JsonNode node) {
        return node.at(pointer);
      }
    }

    /** To the first object of a list that has a value under a name. */
    record Select(String name, Matcher value) implements Step {
      @Override
      public JsonNode from(JsonNode node) {
        if (node.isArray()) {
          for (JsonNode item : node) {
            if (value.matches(item.path(name))) {
              return item;
            }
          }
        }
        return node.path(-1);
      }
    }
  }

  Place {
    steps = List.copyOf(steps);
  }

  /**
   * Reads one as it is written in a format file.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Place parse(String text) {
    if (text.startsWith("/")) {
      return new Place(
          -1, List.of(new Step.Down(JsonPointer.compile(text))), lastName(text.substring(1), "/"));
    }
    int levels = 0;
    String rest = text;
    while (rest.startsWith(OUTWARDS)) {
      levels++;
      rest = rest.substring(OUTWARDS.length());
    }
    return new Place(levels, steps(rest), lastName(rest.replaceAll("\\[.*?\\]", ""), "\\."));
  }

  private static List<Step> steps(String dotted) {
    List<Step> steps = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String name : dotted.split("\\.", -1)) {
      java.util.regex.Matcher selection = SELECTION.matcher(name);
      if (selection.matches()) {
        names.add(selection.group(1));
        steps.add(new Step.Down(pointer(String.join(".", names))));
        names.clear();
        steps.add(new Step.Select(selection.group(2), new Matcher(List.of(selection.group(3)))));
      } else {
        names.add(name);
      }
    }
    if (!names.isEmpty()) {
      steps.add(new Step.Down(pointer(String.join(".", names))));
    }
    return steps;
  }

  /** A dotted path as a pointer; the empty one is where one stands. */
  static JsonPointer pointer(String dotted) {
    JsonPointer pointer = JsonPointer.empty();
    if (dotted.isEmpty()) {
      return pointer;
    }
    for (String name : dotted.split("\\.", -1)) {
      if (name.isBlank() || name.contains("/") || name.contains("[")) {
        throw new IllegalArgumentException(dotted);
      }
      pointer = pointer.append(JsonPointer.compile("/" + name.replace("~", "~0")));
    }
    return pointer;
  }

  private static String lastName(String path, String separator) {
    return List.of(path.split(separator)).getLast();
  }

  JsonNode in(Scope scope) {
    JsonNode node = levels < 0 ? scope.body() : scope.around(levels);
    for (Step step : steps) {
      node = step.from(node);
    }
    return node;
  }

  boolean isGivenIn(Scope scope) {
    return JsonFields.isGiven(in(scope));
  }
}
