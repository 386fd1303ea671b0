package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.registry.Circumstances.Payer;
import dev.cuffline.gateway.registry.Circumstances.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Lays what an EHR says beside what is on file. What is missing is filled in where the EHR states
 * it without a doubt; nothing that a person wrote is overwritten. What the EHR filled in itself,
 * and nobody has touched since, follows the EHR.
 */
final class EhrMatch {
  private static final String CONTRADICTS = "the EHR says otherwise than what is on file";

  private final EhrFiling filing;
  private final String practitionerNpi;

  /** Whether what is on file came from this very resource. */
  private final boolean own;

  EhrMatch(EhrFiling filing, String practitionerNpi, boolean own) {
    this.filing = filing;
    this.practitionerNpi = practitionerNpi;
    this.own = own;
  }

  EhrVerdict of(EhrStatement said) {
    return switch (said.kind()) {
      case PAYER -> payer(said);
      case CONSENT -> consent(said);
      case ORDER -> order(said);
      case ESTABLISHED -> established(said);
      case FACILITY_STAY -> stay(said);
    };
  }

  private EhrVerdict payer(EhrStatement said) {
    LocalDate started = filing.enrolment().startedOn();
    if (said.over() || said.to().map(to -> to.isBefore(started)).orElse(false)) {
      return EhrVerdict.BESIDE;
    }
    if (said.value().isEmpty()) {
      return EhrVerdict.doubtful("no payer profile is known for this payer");
    }
    if (said.from().isEmpty()) {
      return filing.payerOn(LocalDate.MAX).equals(said.value().get())
          ? EhrVerdict.ON_FILE
          : EhrVerdict.doubtful("the EHR does not say since when");
    }
    LocalDate from = said.from().get().isBefore(started) ? started : said.from().get();
    if (filing.payerOn(from).equals(said.value().get())) {
      return EhrVerdict.ON_FILE;
    }
    List<Payer> later = filing.circumstances().payers();
    if (!from.isAfter(started) || later.stream().anyMatch(one -> !one.from().isBefore(from))) {
      return EhrVerdict.doubtful(CONTRADICTS);
    }
    return EhrVerdict.missing(said, "the EHR has several payers at once");
  }

  private EhrVerdict consent(EhrStatement said) {
    Consent here = filing.enrolment().consent();
    if (said.over()) {
      return consentOver(said, here);
    }
    if (here.on().isEmpty()) {
      if (said.from().isEmpty() || said.value().isEmpty()) {
        return EhrVerdict.doubtful("the EHR does not say when and how it was given");
      }
      return EhrVerdict.missing(said, "it may be a consent to something else");
    }
    if (!here.on().equals(said.from())) {
      if (!said.certain()) {
        return EhrVerdict.BESIDE; // a patient consents to many things
      }
      return own ? EhrVerdict.MISSING : EhrVerdict.doubtful(CONTRADICTS);
    }
    if (here.withdrawnOn().equals(said.to())) {
      return EhrVerdict.ON_FILE;
    }
    return here.withdrawnOn().isEmpty()
        ? EhrVerdict.missing(said, "it may be a consent to something else")
        : EhrVerdict.doubtful(CONTRADICTS);
  }

  private EhrVerdict consentOver(EhrStatement said, Consent here) {
    boolean other = said.from().isPresent() && !said.from().equals(here.on());
    if (here.on().isEmpty() || (other && !own)) {
      return EhrVerdict.BESIDE;
    }
    if (here.withdrawnOn().isPresent()) {
      return said.to().isEmpty() || said.to().equals(here.withdrawnOn())
          ? EhrVerdict.ON_FILE
          : EhrVerdict.doubtful(CONTRADICTS);
    }
    return said.to().isEmpty() || said.from().isEmpty()
        ? EhrVerdict.doubtful("the EHR says that it holds no longer, and not since when")
        : EhrVerdict.missing(said, "it may be a consent to something else");
  }

  private EhrVerdict order(EhrStatement said) {
    Order here = filing.enrolment().order();
    if (here.on().isEmpty()) {
      return said.over() ? EhrVerdict.BESIDE : newOrder(said);
    }
    if (!here.on().equals(said.from())) {
      if (said.over() || endedBefore(said, here.on().get())) {
        return EhrVerdict.BESIDE;
      }
      return own ? newOrder(said) : EhrVerdict.doubtful(CONTRADICTS);
    }
    if (said.over() && said.to().isEmpty()) {
      return here.endsOn().isPresent()
          ? EhrVerdict.ON_FILE
          : EhrVerdict.doubtful("the EHR says that it holds no longer, and not since when");
    }
    if (!here.endsOn().equals(said.to())) {
      return own ? EhrVerdict.missing(said, CONTRADICTS) : EhrVerdict.doubtful(CONTRADICTS);
    }
    return here.identifier().isEmpty() && said.identifier().isPresent()
        ? EhrVerdict.missing(said, "it may be an order of something else")
        : EhrVerdict.ON_FILE;
  }

  private static boolean endedBefore(EhrStatement said, LocalDate date) {
    return said.to().map(to -> to.isBefore(date)).orElse(false);
  }

  private EhrVerdict newOrder(EhrStatement said) {
    if (said.from().isEmpty()) {
      return EhrVerdict.doubtful("the EHR does not say since when");
    }
    if (!said.value().equals(Optional.of(practitionerNpi))) {
      return EhrVerdict.doubtful(
          "it was not ordered by the enrolment's practitioner, NPI " + practitionerNpi);
    }
    return EhrVerdict.missing(said, "it may be an order of something else");
  }

  private EhrVerdict established(EhrStatement said) {
    if (filing.enrolment().establishedPatient()) {
      return EhrVerdict.ON_FILE;
    }
    return said.value().equals(Optional.of(practitionerNpi))
        ? EhrVerdict.missing(said, "it may have been no visit")
        : EhrVerdict.doubtful("it was not with the enrolment's practitioner");
  }

  private EhrVerdict stay(EhrStatement said) {
    if (said.from().isEmpty()) {
      return EhrVerdict.BESIDE;
    }
    if (said.over()) {
      return filing.circumstances().facilityStays().stream()
              .anyMatch(one -> one.from().equals(said.from().get()))
          ? EhrVerdict.doubtful("the EHR takes back that there was a stay")
          : EhrVerdict.BESIDE;
    }
    Span stay = new Span(said.from().get(), said.to());
    List<Span> beside =
        filing.circumstances().facilityStays().stream().filter(stay::overlaps).toList();
    if (beside.equals(List.of(stay))) {
      return EhrVerdict.ON_FILE;
    }
    boolean closes =
        beside.equals(List.of(new Span(stay.from(), Optional.empty()))) && stay.to().isPresent();
    return beside.isEmpty() || closes || (own && beside.size() == 1)
        ? EhrVerdict.missing(said, "it may be no stay in a facility")
        : EhrVerdict.doubtful(CONTRADICTS);
  }
}
