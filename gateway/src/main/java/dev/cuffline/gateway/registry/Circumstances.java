package dev.cuffline.gateway.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What happens in the course of an enrolment, each with its dates: both clocks and the rules of
 * silence look at it. Dates are local to the patient and inclusive.
 *
 * @param enrolment whose
 * @param paused monitoring was suspended: no day counts, no minute counts, nobody waits (R1)
 * @param facilityStays in a hospital or nursing facility (R23)
 * @param payers later payers; the enrolment's own pays before the first (R5a)
 * @param otherServices codes of other services billed for the patient (R4, R46 to R49)
 * @param billedElsewhere codes that another practice bills, as attested or denied (R3)
 */
public record Circumstances(
    String enrolment,
    List<Span> paused,
    List<Span> facilityStays,
    List<Payer> payers,
    List<ServiceDates> otherServices,
    List<String> billedElsewhere) {
  private static final Pattern CODE = Pattern.compile("[0-9A-Z][0-9]{3}[0-9A-Z]");

  /**
   * Dates from a first to a last one.
   *
   * @param to empty while it goes on
   */
  public record Span(LocalDate from, Optional<LocalDate> to) {
    /** Checks the order. */
    public Span {
      Checks.order(Optional.of(from), "from", to, "to");
    }

    /** Whether there is a date in both. */
    boolean overlaps(Span other) {
      return to.map(last -> !other.from.isAfter(last)).orElse(true)
          && other.to.map(last -> !from.isAfter(last)).orElse(true);
    }
  }

  /**
   * A payer.
   *
   * @param from first date of service that it pays
   * @param payerProfile whose rules apply from then on
   */
  public record Payer(LocalDate from, String payerProfile) {
    /** Checks the name. */
    public Payer {
      Checks.id(payerProfile, "payerProfile");
    }
  }

  /**
   * Another service.
   *
   * @param code CPT or HCPCS
   * @param to empty while it goes on
   */
  public record ServiceDates(String code, LocalDate from, Optional<LocalDate> to) {
    /** Checks the values. */
    public ServiceDates {
      requireCode(code, "code");
      Checks.order(Optional.of(from), "from", to, "to");
    }
  }

  /** Checks and copies the values. */
  public Circumstances {
    Checks.id(enrolment, "enrolment");
    paused = List.copyOf(paused);
    facilityStays = List.copyOf(facilityStays);
    payers = List.copyOf(payers);
    otherServices = List.copyOf(otherServices);
    billedElsewhere = List.copyOf(billedElsewhere);
    apart(paused, "paused");
    apart(facilityStays, "facilityStays");
    Checks.distinct(payers.stream().map(Payer::from).toList(), "payers");
    Checks.distinct(
        otherServices.stream().map(service -> service.code() + " " + service.from()).toList(),
        "otherServices");
    Checks.distinct(billedElsewhere, "billedElsewhere");
    billedElsewhere.forEach(code -> requireCode(code, "billedElsewhere"));
  }

  /** The same with other payers and stays. */
  Circumstances with(List<Payer> paying, List<Span> stays) {
    return new Circumstances(enrolment, paused, stays, paying, otherServices, billedElsewhere);
  }

  /** Nothing has happened. */
  public static Circumstances none(String enrolment) {
    return new Circumstances(enrolment, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static void requireCode(String code, String field) {
    if (!CODE.matcher(code).matches()) {
      throw new InvalidValueException(field, "must be a CPT or HCPCS code such as 99490 or G0556");
    }
  }

  private static void apart(List<Span> spans, String field) {
    for (int i = 0; i < spans.size(); i++) {
      for (Span other : spans.subList(0, i)) {
        if (spans.get(i).overlaps(other)) {
          throw new InvalidValueException(field, "must not overlap one another");
        }
      }
    }
  }
}
