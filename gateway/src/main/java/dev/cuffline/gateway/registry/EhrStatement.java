package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One thing that an EHR says of a patient's enrolment. Dates are local and inclusive.
 *
 * @param kind what it is about
 * @param source the EHR's resource, {@code Coverage/123}
 * @param identifier the resource's own, {@code system|value}
 * @param from first date: of coverage, consent, order, stay; the date of an encounter
 * @param to last date; of a consent, the first date on which it no longer holds
 * @param value a payer profile, a consent's method, the NPI of who ordered or saw the patient
 * @param over whether it holds no longer, whatever its dates are
 * @param certain whether it can be taken over without a person, where nothing stands against it
 * @param words the same for a person; no patient's name belongs into it
 */
public record EhrStatement(
    Kind kind,
    String source,
    Optional<String> identifier,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<String> value,
    boolean over,
    boolean certain,
    String words) {
  private static final int LONGEST = 300;

  /** What it is about. */
  public enum Kind {
    /** Who pays (R5a). */
    PAYER,
    /** The consent to monitoring (R1). */
    CONSENT,
    /** The order to monitor (R1). */
    ORDER,
    /** A visit that makes an established patient (R1). */
    ESTABLISHED,
    /** In a hospital or nursing facility (R23). */
    FACILITY_STAY
  }

  /** Cuts the words. */
  public EhrStatement {
    words = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }

  /** Clinical facts stay out of logs. */
  @Override
  public String toString() {
    return "EhrStatement[" + source + "]";
  }
}
