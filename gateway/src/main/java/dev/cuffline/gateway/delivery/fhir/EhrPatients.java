package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.registry.EhrStatement;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;

/**
 * Patients as an EHR's FHIR server has them, found by an identifier such as the MRN, and what it
 * says of their payer, consent, order, visits and stays. Only reads; what is searched for stands in
 * bodies, never in URLs (P7).
 */
public final class EhrPatients implements AutoCloseable {
  private static final int FULL_DATE = "1950-03-31".length();

  private static final String COUNT = "&_count=100";

  private final FhirSettings settings;
  private final FhirJson json;
  private final FhirHttp http;
  private final Clock clock;
  private Optional<Connection> connected = Optional.empty();

  /** The way there, with what was read on it. */
  private record Connection(Carrier carrier, EhrSearch search, EhrReferences references) {}

  /** Of a server. */
  public EhrPatients(FhirSettings settings, FhirJson json, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.clock = clock;
    this.http = new FhirHttp(settings, clock);
  }

  /**
   * What an EHR says of a patient.
   *
   * @param id the EHR's own, for further questions
   * @param given all given names
   * @param replacedBy the identifier, in the same system, of the record that this one was merged
   *     into
   */
  public record Found(
      String id,
      String family,
      String given,
      Optional<LocalDate> birthDate,
      Optional<String> language,
      List<String> phones,
      Optional<String> replacedBy) {
    /** Copies the list. */
    public Found {
      phones = List.copyOf(phones);
    }

    /** Names and numbers stay out of logs. */
    @Override
    public String toString() {
      return "Found";
    }
  }

  /**
   * What an EHR says of a patient's enrolment.
   *
   * @param unanswered questions that the server refuses, with its words
   */
  public record Said(List<EhrStatement> statements, List<String> unanswered) {
    /** Copies the lists. */
    public Said {
      statements = List.copyOf(statements);
      unanswered = List.copyOf(unanswered);
    }
  }

  /**
   * The patients with an identifier: none, one, or more when the EHR is in doubt itself.
   *
   * @throws IOException when the server does not answer, or will not
   */
  public List<Found> find(String system, String value) throws IOException, InterruptedException {
    try {
      Connection there = connection();
      String form = "identifier=" + URLEncoder.encode(system + "|" + value, StandardCharsets.UTF_8);
      List<Found> all = new ArrayList<>();
      for (Patient patient : there.search().all(Patient.class, form)) {
        all.add(read(there.carrier(), patient, system));
      }
      return all;
    } catch (EhrSearch.RefusedSearchException refused) {
      throw new IOException("the server refuses the search: " + refused.getMessage(), refused);
    } catch (FaultException fault) {
      throw new IOException("the server does not answer: " + fault.fault().what(), fault);
    }
  }

  /**
   * What the EHR says of one of its patients. A kind of resource that it does not have, or does not
   * let us see, is left out and said so.
   *
   * @param id the EHR's own
   * @param zone of the patient's home, for dates
   * @param since the earliest date of encounters
   * @throws IOException when the server does not answer, or has more than one patient can have
   */
  public Said statements(String id, ZoneId zone, LocalDate since)
      throws IOException, InterruptedException {
    Connection there = connection();
    EhrDates dates = new EhrDates(zone);
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    EhrPapers papers = new EhrPapers(settings.ehrMap(), there.references(), dates, today);
    EhrVisits visits = new EhrVisits(settings.ehrMap(), there.references(), dates);
    String form = "patient=" + URLEncoder.encode("Patient/" + id, StandardCharsets.UTF_8) + COUNT;
    List<EhrStatement> all = new ArrayList<>();
    List<String> unanswered = new ArrayList<>();
    ask(Coverage.class, form, papers::payers, all, unanswered);
    ask(Consent.class, form, papers::consents, all, unanswered);
    ask(ServiceRequest.class, form, papers::orders, all, unanswered);
    ask(Encounter.class, form + "&date=ge" + since, visits::statements, all, unanswered);
    return new Said(all, unanswered);
  }

  /** Reads the documents of one kind. */
  @FunctionalInterface
  private interface Reader<T> {
    List<EhrStatement> read(List<T> found) throws FaultException, InterruptedException;
  }

  private <T extends Resource> void ask(
      Class<T> type, String form, Reader<T> reader, List<EhrStatement> all, List<String> unanswered)
      throws IOException, InterruptedException {
    String name = type.getSimpleName();
    try {
      all.addAll(reader.read(connection().search().all(type, form)));
    } catch (EhrSearch.RefusedSearchException refused) {
      unanswered.add(name + ": " + refused.getMessage());
    } catch (FaultException fault) {
      throw new IOException(
          "the server does not answer about " + name + ": " + fault.fault().what(), fault);
    }
  }

  private Connection connection() throws IOException {
    if (connected.isEmpty()) {
      Authorization authorization =
          settings.credentials() instanceof Credentials.Smart smart
              ? new SmartTokens(smart, settings.base(), http, clock)
              : Authorization.of(settings.credentials().authorization());
      Carrier carrier = new Carrier(http, authorization, Abilities.Carriage.SINGLE, json);
      connected =
          Optional.of(
              new Connection(
                  carrier,
                  new EhrSearch(carrier, settings.base()),
                  new EhrReferences(carrier, settings.base().toString())));
    }
    return connected.orElseThrow();
  }

  private static Found read(Carrier carrier, Patient patient, String system)
      throws FaultException, InterruptedException {
    HumanName name =
        patient.getName().stream()
            .filter(each -> each.getUse() == NameUse.OFFICIAL)
            .findFirst()
            .orElseGet(patient::getNameFirstRep);
    return new Found(
        patient.getIdElement().getIdPart(),
        String.valueOf(name.getFamily()),
        String.join(" ", name.getGiven().stream().map(StringType::getValue).toList()),
        Optional.ofNullable(patient.getBirthDateElement().getValueAsString())
            .filter(text -> text.length() == FULL_DATE)
            .map(LocalDate::parse),
        patient.getCommunication().stream()
            .filter(Patient.PatientCommunicationComponent::getPreferred)
            .map(spoken -> spoken.getLanguage().getCodingFirstRep().getCode())
            .findFirst(),
        patient.getTelecom().stream()
            .filter(contact -> contact.getSystem() == ContactPointSystem.PHONE)
            .map(contact -> String.valueOf(contact.getValue()))
            .toList(),
        replacedBy(carrier, patient, system));
  }

  private static Optional<String> replacedBy(Carrier carrier, Patient patient, String system)
      throws FaultException, InterruptedException {
    for (PatientLinkComponent link : patient.getLink()) {
      if (link.getType() == LinkType.REPLACEDBY && link.getOther().hasReference()) {
        String reference = link.getOther().getReferenceElement().getIdPart();
        return switch (carrier.read(Patient.class, "Patient/" + reference)) {
          case Carrier.Found.Refused<Patient> _ -> Optional.empty();
          case Carrier.Found.There<Patient>(Patient other) ->
              other.getIdentifier().stream()
                  .filter(identifier -> system.equals(identifier.getSystem()))
                  .map(Identifier::getValue)
                  .findFirst();
        };
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    http.close();
  }
}
