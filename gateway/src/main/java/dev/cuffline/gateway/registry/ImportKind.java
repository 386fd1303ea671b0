package dev.cuffline.gateway.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a CSV file holds, and its header. Columns may come in any order; those that are not required
 * may be missing. UTF-8, separated by commas, quoted as in RFC 4180.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable copies
public enum ImportKind {
  /**
   * {@code id} may be empty when {@code mrn_system} and {@code mrn} are there: the patient with
   * that MRN, or a new one. {@code phones} are separated by semicolons.
   */
  PATIENTS(
      List.of("family", "given", "birth_date", "zone"),
      List.of("id", "mrn_system", "mrn", "language", "phones")),
  /**
   * {@code other_key} is {@code kind:value}. {@code login} yes makes a login with a secret. {@code
   * regulatory_status} is FDA, NONE or UNKNOWN.
   */
  DEVICES(
      List.of("id", "format"),
      List.of(
          "imei",
          "serial",
          "ble",
          "other_key",
          "login",
          "regulatory_status",
          "manufacturer",
          "model",
          "cuff_size",
          "udi",
          "clearance")),
  /**
   * What has happened to devices: {@code kind} is IN_STOCK, SHIPPED, DELIVERED, SET_UP, IN_USE,
   * LOST, RETURNED, MEMORY_CLEARED or RETIRED. A row is known by device, kind and {@code at}: an
   * instant, or a date that begins at midnight in the practice's zone.
   */
  DEVICE_EVENTS(
      List.of("device", "kind", "at"), List.of("patient", "mrn_system", "mrn", "staff", "note")),
  /**
   * A row is known by device, slot and {@code from}. {@code from} and {@code to} are instants, or
   * dates that begin at midnight in the patient's zone; {@code to} is exclusive.
   */
  ASSIGNMENTS(List.of("device", "from"), List.of("patient", "mrn_system", "mrn", "slot", "to")),
  /**
   * {@code id} may be empty: a row is then known by patient and {@code started_on}. {@code
   * diagnoses} are separated by semicolons; {@code payer_profile} is the practice's when empty.
   */
  ENROLMENTS(
      List.of("practitioner", "started_on"),
      List.of(
          "id",
          "patient",
          "mrn_system",
          "mrn",
          "payer_profile",
          "diagnoses",
          "ordered_on",
          "order_ends_on",
          "frequency_per_day",
          "consent_on",
          "consent_method",
          "consent_cost_share",
          "consent_withdrawn_on",
          "established_patient",
          "anchor",
          "set_up_on",
          "set_up_billed",
          "ended_on"));

  private final List<String> required;
  private final Set<String> columns;

  ImportKind(List<String> required, List<String> optional) {
    this.required = required;
    this.columns = Set.copyOf(Stream.concat(required.stream(), optional.stream()).toList());
  }

  /** Columns that must be there. */
  public List<String> required() {
    return required;
  }

  /** Every column that may be there. */
  public Set<String> columns() {
    return columns;
  }

  /** The word in URLs: {@code patients}, {@code device-events}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this word. */
  public static Optional<ImportKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
