package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.JsonFields;
import java.util.List;

/**
 * Where a value stands: {@code data.sys} from the record down, {@code /isTest} (a JSON Pointer, RFC
 * 6901) from the top of the body, {@code ../serial} in the object that holds the record.
 *
 * @param levels how many objects outwards from the record; -1 for the body
 * @param pointer from there
 * @param field its last name, for complaints
 */
record Place(int levels, JsonPointer pointer, String field) {
  private static final String OUTWARDS = "../";

  /**
   * Reads one as it is written in a format file.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Place parse(String text) {
    if (text.startsWith("/")) {
      return new Place(-1, JsonPointer.compile(text), lastName(text.substring(1), "/"));
    }
    int levels = 0;
    String rest = text;
    while (rest.startsWith(OUTWARDS)) {
      levels++;
      rest = rest.substring(OUTWARDS.length());
    }
    return new Place(levels, pointer(rest), lastName(rest, "\\."));
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
    JsonNode start = levels < 0 ? scope.body() : scope.around(levels);
    return start.at(pointer);
  }

  boolean isGivenIn(Scope scope) {
    return JsonFields.isGiven(in(scope));
  }
}
