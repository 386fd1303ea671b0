package dev.cuffline.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.QueryParams;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.access.Principal;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.RegistryJson;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One call of the API, by somebody whose token is good.
 *
 * @param caller whose
 * @param path the path, for problem documents
 * @param variables in the path, by name
 * @param query decoded parameters
 * @param content the body's bytes
 */
record Call(
    Principal caller,
    String path,
    Map<String, String> variables,
    QueryParams query,
    HttpData content) {
  static final int DEFAULT_LIMIT = 100;
  static final int MOST = 1_000;

  /** Whose name goes with a command. */
  String actor() {
    return caller.name();
  }

  /** The practice of the call: the token's, or the one that an all-practice token names. */
  PracticeId practice() {
    Optional<PracticeId> named =
        parameter("practice").map(id -> new PracticeId(Identifier.require(id, "practice")));
    if (named.isPresent() && !caller.reaches(named.get())) {
      throw new ProblemException(Problem.Kind.FORBIDDEN, "the token is for another practice");
    }
    return named
        .or(caller::onlyPractice)
        .orElseThrow(() ->
            new ProblemException(
                Problem.Kind.MALFORMED,
                "the token is for every practice: name one with ?practice="));
  }

  /** The same for the audit log: what is wrong with it is refused elsewhere. */
  Optional<PracticeId> practiceIfAny() {
    return caller.onlyPractice().or(() -> parameter("practice").map(PracticeId::new));
  }

  /** The patient whom the path names, whether or not there is one; for the audit log. */
  Optional<String> patientInPath() {
    return Optional.ofNullable(variables.get("patient"));
  }

  /** Refuses a token that is for one practice only. */
  void requireEveryPractice() {
    if (caller.everywhere().isEmpty()) {
      throw new ProblemException(
          Problem.Kind.FORBIDDEN, "a token for every practice is needed here");
    }
  }

  /** Refuses a caller who may not do this, wherever they call for. */
  void require(Permission needed) {
    require(caller, needed);
  }

  /** Refuses a token without the scope. */
  static void require(Principal caller, Permission needed) {
    Set<Permission> held =
        caller.onlyPractice().map(caller::permissions).orElseGet(caller::everywhere);
    if (!held.contains(needed)) {
      throw new ProblemException(Problem.Kind.FORBIDDEN, "the token lacks the scope " + needed);
    }
  }

  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no variable " + name);
    }
    return value;
  }

  PatientId patient() {
    return new PatientId(Identifier.require(variable("patient"), "patient"));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  Optional<Instant> instant(String name) {
    try {
      return parameter(name).map(Instant::parse);
    } catch (DateTimeParseException bad) {
      throw new ProblemException(
          Problem.Kind.MALFORMED, name + " must be an instant in UTC such as 2026-01-05T08:00:00Z");
    }
  }

  int limit() {
    Optional<String> given = parameter("limit");
    if (given.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    if (!given.get().matches("[1-9][0-9]{0,3}") || Integer.parseInt(given.get()) > MOST) {
      throw new ProblemException(
          Problem.Kind.MALFORMED, "limit must be a whole number between 1 and " + MOST);
    }
    return Integer.parseInt(given.get());
  }

  /** The sort key after which the list goes on; as many parts as the list has sort columns. */
  Optional<List<String>> cursor(int parts) {
    return parameter("after").map(text -> Cursor.parse(text, parts));
  }

  /** The body, which must be a JSON object. */
  JsonIn body() {
    try {
      JsonNode tree = RegistryJson.MAPPER.readTree(content.array());
      if (!tree.isObject()) {
        throw new ProblemException(Problem.Kind.MALFORMED, "the body must be a JSON object");
      }
      return JsonIn.root(tree);
    } catch (JsonProcessingException bad) {
      var place = bad.getLocation();
      String where =
          place == null
              ? ""
              : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
      throw new ProblemException(Problem.Kind.MALFORMED, "the body is not JSON" + where);
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes in memory must be readable", impossible);
    }
  }

  /** What a command answers, once it is committed. */
  static <T> T await(CompletableFuture<T> command) {
    return command.join();
  }
}
