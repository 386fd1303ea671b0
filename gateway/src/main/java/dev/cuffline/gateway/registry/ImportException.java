package dev.cuffline.gateway.registry;

import java.util.List;
import java.util.stream.Collectors;

/** A CSV file that was not taken; every problem in it is listed. */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ImportProblem> problems;

  ImportException(List<ImportProblem> problems) {
    super(problems.stream().map(ImportProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All of them, by line. */
  public List<ImportProblem> problems() {
    return problems;
  }
}
