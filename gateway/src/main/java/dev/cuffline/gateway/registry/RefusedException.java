package dev.cuffline.gateway.registry;

/** A command that cannot be done as things stand. Nothing of it has happened. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String field;
  private final String problem;

  /** What stands in the way. */
  public enum Kind {
    /** Something that the command names does not exist in the practice. */
    UNKNOWN,
    /** It contradicts what is on file. */
    CONFLICT
  }

  private RefusedException(Kind kind, String field, String message) {
    super(message);
    this.kind = kind;
    this.field = field;
    this.problem = message;
  }

  /** The thing named in a field does not exist in the practice. */
  public static RefusedException unknown(String field, String what, String id) {
    return new RefusedException(Kind.UNKNOWN, field, "there is no " + what + " " + id);
  }

  /** It contradicts what is on file. */
  public static RefusedException conflict(String field, String message) {
    return new RefusedException(Kind.CONFLICT, field, message);
  }

  /** What stands in the way. */
  public Kind kind() {
    return kind;
  }

  /** What stands in the way, for a person. */
  public String problem() {
    return problem;
  }

  /** The field at fault, named as in the API. */
  public String field() {
    return field;
  }
}
