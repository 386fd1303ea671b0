package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.registry.EhrStatement;
import dev.cuffline.gateway.registry.EhrStatement.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;

/** What Coverage, Consent and ServiceRequest of one patient say, in the words of one EHR. */
final class EhrPapers {
  private static final String TREATMENT =
      "http://terminology.hl7.org/CodeSystem/consentscope|treatment";

  private final EhrMap map;
  private final EhrReferences references;
  private final EhrDates dates;
  private final LocalDate today;

  EhrPapers(EhrMap map, EhrReferences references, EhrDates dates, LocalDate today) {
    this.map = map;
    this.references = references;
    this.dates = dates;
    this.today = today;
  }

  /** The first of the payers where the EHR puts them in order; whoever comes after it is left. */
  List<EhrStatement> payers(List<Coverage> all) throws FaultException, InterruptedException {
    List<Coverage> first =
        all.stream()
            .filter(coverage -> coverage.getStatus() != CoverageStatus.DRAFT)
            .filter(coverage -> !coverage.hasOrder() || coverage.getOrder() == 1)
            .filter(coverage -> coverage.getPayor().stream().noneMatch(EhrPapers::isPerson))
            .toList();
    long current = first.stream().filter(this::isCurrent).count();
    List<EhrStatement> said = new ArrayList<>();
    for (Coverage coverage : first) {
      said.add(payer(coverage, current <= 1));
    }
    return said;
  }

  private static boolean isPerson(Reference payor) {
    String type = payor.getReferenceElement().getResourceType();
    return "Patient".equals(type) || "RelatedPerson".equals(type);
  }

  private boolean isCurrent(Coverage coverage) {
    return coverage.getStatus() == CoverageStatus.ACTIVE
        && dates.start(coverage.getPeriod()).map(from -> !from.isAfter(today)).orElse(true)
        && dates.end(coverage.getPeriod()).map(to -> !to.isBefore(today)).orElse(true);
  }

  private EhrStatement payer(Coverage coverage, boolean alone)
      throws FaultException, InterruptedException {
    EhrReferences.Payer payer =
        coverage.hasPayor()
            ? references.payer(coverage.getPayorFirstRep())
            : new EhrReferences.Payer(Optional.empty(), List.of());
    Optional<String> profile =
        Stream.concat(payer.identifiers().stream(), tokens(coverage.getType()))
            .flatMap(token -> Optional.ofNullable(map.payers().get(token)).stream())
            .findFirst()
            .or(() ->
                payer.name().map(name -> map.payerNames().get(name.toLowerCase(Locale.ROOT))));
    Optional<LocalDate> from = dates.start(coverage.getPeriod());
    Optional<LocalDate> to = dates.end(coverage.getPeriod());
    String name = payer.name().or(() -> payer.identifiers().stream().findFirst()).orElse("unnamed");
    return new EhrStatement(
        Kind.PAYER,
        source(coverage),
        EhrDates.identifier(coverage.getIdentifier()),
        from,
        to,
        profile,
        coverage.getStatus() != CoverageStatus.ACTIVE,
        alone,
        "payer "
            + name
            + profile.map(known -> " (" + known + ")").orElse("")
            + EhrDates.words(from, to));
  }

  /** Those that the map names, without a doubt; those to treatment, for a person to look at. */
  List<EhrStatement> consents(List<Consent> all) {
    List<EhrStatement> said = new ArrayList<>();
    for (Consent consent : all) {
      List<String> tokens =
          Stream.concat(Stream.of(consent.getScope()), consent.getCategory().stream())
              .flatMap(EhrPapers::tokens)
              .toList();
      Optional<String> named = tokens.stream().filter(map.consents()::containsKey).findFirst();
      if (named.isPresent()) {
        consent(consent, map.consents().getOrDefault(named.get(), Optional.empty()), true)
            .ifPresent(said::add);
      } else if (tokens.contains(TREATMENT)) {
        consent(consent, Optional.empty(), false).ifPresent(said::add);
      }
    }
    return said;
  }

  private Optional<EhrStatement> consent(
      Consent consent, Optional<ConsentMethod> method, boolean certain) {
    if (!consent.hasStatus()) {
      return Optional.empty();
    }
    return switch (consent.getStatus()) {
      case DRAFT, PROPOSED, NULL -> Optional.empty();
      case ACTIVE -> {
        boolean denied = consent.getProvision().getType() == ConsentProvisionType.DENY;
        yield Optional.of(denied ? denial(consent) : consent(consent, method, certain, false));
      }
      case REJECTED, INACTIVE, ENTEREDINERROR ->
          Optional.of(consent(consent, method, certain, true));
    };
  }

  /** Whether the patient takes back what is on file is for a person to say. */
  private EhrStatement denial(Consent consent) {
    Optional<LocalDate> on = dates.date(consent.getDateTimeElement());
    return new EhrStatement(
        Kind.CONSENT,
        source(consent),
        EhrDates.identifier(consent.getIdentifier()),
        Optional.empty(),
        on,
        Optional.empty(),
        true,
        false,
        "consent denied" + on.map(day -> " on " + day).orElse(""));
  }

  private EhrStatement consent(
      Consent consent, Optional<ConsentMethod> method, boolean certain, boolean over) {
    Period period = consent.getProvision().getPeriod();
    Optional<LocalDate> on = dates.date(consent.getDateTimeElement()).or(() -> dates.start(period));
    Optional<LocalDate> withdrawn = dates.end(period).map(last -> last.plusDays(1));
    boolean future = over && withdrawn.filter(day -> day.isAfter(today)).isPresent();
    Optional<LocalDate> to = future ? Optional.empty() : withdrawn;
    return new EhrStatement(
        Kind.CONSENT,
        source(consent),
        EhrDates.identifier(consent.getIdentifier()),
        on,
        to,
        method.map(Enum::name),
        over,
        certain,
        "consent"
            + on.map(day -> " of " + day).orElse("")
            + (over ? ", which holds no longer (" + consent.getStatus().toCode() + ")" : "")
            + to.map(day -> ", until before " + day).orElse(""));
  }

  /** Orders to monitor; plans and proposals are none. */
  List<EhrStatement> orders(List<ServiceRequest> all) throws FaultException, InterruptedException {
    List<EhrStatement> said = new ArrayList<>();
    for (ServiceRequest request : all) {
      boolean ordered =
          request.getIntent() != ServiceRequestIntent.PROPOSAL
              && request.getIntent() != ServiceRequestIntent.PLAN
              && request.getIntent() != ServiceRequestIntent.OPTION;
      boolean ours = tokens(request.getCode()).anyMatch(map.orders()::contains);
      if (ordered && ours && request.hasStatus() && !request.getDoNotPerform()) {
        order(request).ifPresent(said::add);
      }
    }
    return said;
  }

  private Optional<EhrStatement> order(ServiceRequest request)
      throws FaultException, InterruptedException {
    boolean over =
        switch (request.getStatus()) {
          case REVOKED, COMPLETED, ENTEREDINERROR -> true;
          case ACTIVE, ONHOLD, UNKNOWN, DRAFT, NULL -> false;
        };
    boolean certain = request.getStatus() == ServiceRequest.ServiceRequestStatus.ACTIVE || over;
    if (request.getStatus() == ServiceRequest.ServiceRequestStatus.DRAFT) {
      return Optional.empty();
    }
    Period period =
        request.hasOccurrencePeriod()
            ? request.getOccurrencePeriod()
            : request.hasOccurrenceTiming()
                    && request.getOccurrenceTiming().getRepeat().hasBoundsPeriod()
                ? request.getOccurrenceTiming().getRepeat().getBoundsPeriod()
                : new Period();
    Optional<LocalDate> from =
        dates.start(period).or(() -> dates.date(request.getAuthoredOnElement()));
    Optional<LocalDate> to = dates.end(period);
    Optional<String> npi = references.npi(request.getRequester());
    return Optional.of(
        new EhrStatement(
            Kind.ORDER,
            source(request),
            EhrDates.identifier(request.getIdentifier()),
            from,
            to,
            npi,
            over,
            certain,
            "order"
                + EhrDates.words(from, to)
                + npi.map(number -> " by NPI " + number).orElse(" by somebody without an NPI")
                + (over ? ", which is " + request.getStatus().toCode() : "")));
  }

  private static Stream<String> tokens(CodeableConcept concept) {
    return concept.getCoding().stream().map(EhrMap::token);
  }

  static String source(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }
}
