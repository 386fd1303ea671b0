package dev.cuffline.gateway.registry;

/**
 * One thing wrong in a CSV file.
 *
 * @param file its name
 * @param line 1 is the header
 * @param column its name, or empty when the whole line is meant
 * @param expected what was expected; never the value
 */
public record ImportProblem(String file, int line, String column, String expected) {
  /** {@code patients.csv:3, birth_date: must be a date such as 1950-03-31}. */
  @Override
  public String toString() {
    return file + ":" + line + (column.isEmpty() ? "" : ", " + column) + ": " + expected;
  }
}
