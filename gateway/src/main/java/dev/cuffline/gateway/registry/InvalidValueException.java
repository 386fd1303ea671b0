package dev.cuffline.gateway.registry;

/** A value that cannot be, for example an NPI with a wrong check digit. */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;

  /**
   * Says which field, and what was expected; never the value, which may be a person's.
   *
   * @param field its name as in the API, {@code consent.on} for one inside another
   * @param problem a phrase that follows the name: {@code must not be blank}
   */
  public InvalidValueException(String field, String problem) {
    super(field + " " + problem);
    this.field = field;
    this.problem = problem;
  }

  /** Which field. */
  public String field() {
    return field;
  }

  /** What is wrong with it, without the field's name. */
  public String problem() {
    return problem;
  }
}
