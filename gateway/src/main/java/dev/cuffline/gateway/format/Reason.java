package dev.cuffline.gateway.format;

/**
 * Why an item was judged as it was.
 *
 * @param code stable, lower case with hyphens, as in the device test vectors
 * @param subject what it is about, where the code alone does not say ({@code
 *     schema-violation:systolic}); empty otherwise; a field name or an opaque id, never a value
 */
public record Reason(String code, String subject) {
  /** A code that needs no subject. */
  public static Reason of(String code) {
    return new Reason(code, "");
  }

  /** {@code code} or {@code code:subject}. */
  @Override
  public String toString() {
    return subject.isEmpty() ? code : code + ":" + subject;
  }
}
