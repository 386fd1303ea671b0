package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A yes or a no; anything else is neither, and what is absent was not said. */
record YesNo(Places at, Matcher yes, Matcher no) {
  static final List<String> YES = List.of("true", "1");
  static final List<String> NO = List.of("false", "0");

  Optional<Boolean> in(Scope scope) {
    JsonNode node = at.in(scope);
    if (yes.matches(node)) {
      return Optional.of(true);
    }
    return no.matches(node) ? Optional.of(false) : Optional.empty();
  }
}
