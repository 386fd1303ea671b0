package dev.cuffline.gateway.web;

import java.util.List;

/** A call that cannot be answered as asked. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem.Kind kind;
  private final String detail;
  private final transient List<Problem.FieldError> errors;

  ProblemException(Problem.Kind kind, String detail) {
    this(kind, detail, List.of());
  }

  ProblemException(Problem.Kind kind, String detail, List<Problem.FieldError> errors) {
    super(detail);
    this.kind = kind;
    this.detail = detail;
    this.errors = List.copyOf(errors);
  }

  static ProblemException notFound(String what) {
    return new ProblemException(Problem.Kind.NOT_FOUND, "there is no such " + what);
  }

  Problem at(String path) {
    return kind.at(path, detail, errors);
  }
}
