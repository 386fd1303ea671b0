package dev.cuffline.gateway.billing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of the claims file.
 *
 * @param heading in the first row
 * @param field what stands in it; empty for the same text in every row
 * @param text the same text in every row
 */
public record ExportColumn(String heading, Optional<Field> field, String text) {
  /** What is used where nobody says otherwise. */
  public static final List<String> DEFAULTS =
      List.of(
          "claim",
          "batch",
          "export",
          "npi",
          "payer",
          "patient",
          "family",
          "given",
          "birthDate",
          "dx",
          "code",
          "modifiers",
          "units",
          "pos",
          "dos",
          "dosFrom",
          "dosTo",
          "replaces");

  /** What a claim can say. */
  public enum Field {
    /** Id of the claim. */
    CLAIM("claim"),
    /** Number of the batch. */
    BATCH("batch"),
    /** Empty the first time, then "re-export 2" and so on. */
    EXPORT("export"),
    /** National Provider Identifier of whoever bills. */
    NPI("npi"),
    /** Name of whoever bills. */
    PRACTITIONER("practitioner"),
    /** Payer profile. */
    PAYER("payer"),
    /** Id of the patient. */
    PATIENT("patient"),
    /** Family name. */
    FAMILY("family"),
    /** Given names. */
    GIVEN("given"),
    /** Date of birth, 1950-03-31. */
    BIRTH_DATE("birthDate"),
    /** Diagnoses, separated by blanks, the leading one first. */
    DX("dx"),
    /** The code. */
    CODE("code"),
    /** Modifiers of the code as the settings say. */
    MODIFIERS("modifiers"),
    /** Units. */
    UNITS("units"),
    /** Place of service as the settings say. */
    POS("pos"),
    /** Date of service, 2026-01-31. */
    DOS("dos"),
    /** First date of the period or month. */
    DOS_FROM("dosFrom"),
    /** Last date of the period or month. */
    DOS_TO("dosTo"),
    /** Estimated dollars; empty where nobody knows. */
    AMOUNT("amount"),
    /** The claim that this one replaces. */
    REPLACES("replaces"),
    /** Where the claim stands. */
    STATE("state"),
    /** SHA-256 of the frozen evidence. */
    EVIDENCE("evidence");

    private final String word;

    Field(String word) {
      this.word = word;
    }

    static Optional<Field> of(String word) {
      return Arrays.stream(values()).filter(field -> field.word.equals(word)).findFirst();
    }

    /** Its name in the settings. */
    public String word() {
      return word;
    }
  }

  /**
   * Reads {@code dos}, {@code Date of service: dos} or {@code Place: "11"}.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static ExportColumn parse(String written) {
    int colon = written.indexOf(':');
    String heading = colon < 0 ? written.strip() : written.substring(0, colon).strip();
    String value = colon < 0 ? heading : written.substring(colon + 1).strip();
    if (heading.isEmpty()) {
      throw new IllegalArgumentException("a column needs a heading");
    }
    if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
      return new ExportColumn(heading, Optional.empty(), value.substring(1, value.length() - 1));
    }
    Field field =
        Field.of(value)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no field %s; expected one of %s, or text in quotation marks"
                        .formatted(
                            value.toLowerCase(Locale.ROOT),
                            String.join(
                                ", ", Arrays.stream(Field.values()).map(Field::word).toList()))));
    return new ExportColumn(heading, Optional.of(field), "");
  }
}
