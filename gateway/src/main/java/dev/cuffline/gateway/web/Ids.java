package dev.cuffline.gateway.web;

import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.Registry;
import java.util.List;
import java.util.Optional;

/** Which id a body is about: the path's, the caller's own, or a new one. */
final class Ids {
  private Ids() {}

  static String of(JsonIn body, Optional<String> path, Registry registry) {
    Optional<String> given = body.optionalText("id").filter(id -> !id.isEmpty());
    if (path.isEmpty()) {
      return given.map(id -> Identifier.require(id, "id")).orElseGet(registry::newId);
    }
    if (given.isPresent() && !given.equals(path)) {
      throw new ProblemException(
          Problem.Kind.INVALID,
          "the body is about another id than the path",
          List.of(Problem.FieldError.at("/id", "must be absent or the id in the path")));
    }
    return Identifier.require(path.get(), "id");
  }
}
