package dev.cuffline.gateway.web;

import com.linecorp.armeria.common.CancellationException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.stream.AbortedStreamException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import dev.cuffline.gateway.access.ForbiddenException;
import dev.cuffline.gateway.access.Passwords;
import dev.cuffline.gateway.registry.ImportException;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an exception becomes a problem document. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /**
   * The problem that a fault stands for.
   *
   * @param pathVariables names of the variables in the call's path: what they name and is not there
   *     is 404
   */
  static Problem toProblem(Throwable fault, String path, Set<String> pathVariables) {
    return switch (fault) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          toProblem(wrapped.getCause(), path, pathVariables);
      case ProblemException known -> known.at(path);
      case InvalidValueException invalid -> invalid(invalid, path);
      case RefusedException refused -> refused(refused, path, pathVariables);
      case ForbiddenException forbidden ->
          Problem.Kind.FORBIDDEN.at(path, forbidden.words(), List.of());
      case Passwords.BusyException busy -> Problem.ofStatus(HttpStatus.SERVICE_UNAVAILABLE, path);
      case ImportException refused -> imported(refused, path);
      case ContentTooLargeException large ->
          Problem.ofStatus(HttpStatus.REQUEST_ENTITY_TOO_LARGE, path);
      case RequestTimeoutException late -> Problem.ofStatus(HttpStatus.SERVICE_UNAVAILABLE, path);
      // The caller went away, or has its answer already: nobody reads this one.
      case CancellationException gone -> Problem.ofStatus(HttpStatus.SERVICE_UNAVAILABLE, path);
      case ClosedStreamException gone -> Problem.ofStatus(HttpStatus.SERVICE_UNAVAILABLE, path);
      case AbortedStreamException gone -> Problem.ofStatus(HttpStatus.SERVICE_UNAVAILABLE, path);
      case HttpStatusException given -> Problem.ofStatus(given.httpStatus(), path);
      default -> {
        logged(fault);
        yield Problem.ofStatus(HttpStatus.INTERNAL_SERVER_ERROR, path);
      }
    };
  }

  private static Problem invalid(InvalidValueException invalid, String path) {
    return Problem.Kind.INVALID.at(
        path,
        invalid.field() + " " + invalid.problem(),
        List.of(Problem.FieldError.at(pointer(invalid.field()), invalid.problem())));
  }

  private static Problem refused(RefusedException refused, String path, Set<String> variables) {
    Problem.Kind kind =
        switch (refused.kind()) {
          case CONFLICT -> Problem.Kind.CONFLICT;
          case UNKNOWN ->
              variables.contains(refused.field()) || refused.field().equals("practice")
                  ? Problem.Kind.NOT_FOUND
                  : Problem.Kind.INVALID;
        };
    List<Problem.FieldError> errors =
        kind == Problem.Kind.NOT_FOUND
            ? List.of()
            : List.of(Problem.FieldError.at(pointer(refused.field()), refused.problem()));
    return kind.at(path, refused.problem(), errors);
  }

  private static Problem imported(ImportException refused, String path) {
    List<Problem.FieldError> errors =
        refused.problems().stream()
            .map(problem ->
                new Problem.FieldError(
                    Optional.empty(),
                    Optional.of(problem.line()),
                    Optional.of(problem.column()),
                    problem.toString()))
            .toList();
    return Problem.Kind.INVALID.at(
        path, "nothing was imported: " + errors.size() + " problems in the file", errors);
  }

  /** {@code consent.on} is {@code /consent/on}. */
  static String pointer(String field) {
    return "/" + field.replace('.', '/');
  }

  /** Kind and place only: the message of a fault may hold a value (P7). */
  private static void logged(Throwable fault) {
    StackTraceElement[] frames = fault.getStackTrace();
    LOG.atError()
        .addKeyValue("fault", fault.getClass().getName())
        .addKeyValue("at", frames.length == 0 ? "unknown" : frames[0].toString())
        .addKeyValue(
            "cause",
            Optional.ofNullable(fault.getCause()).map(c -> c.getClass().getName()).orElse("none"))
        .log("A call could not be answered");
  }
}
