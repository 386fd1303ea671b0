package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.fhir.FhirJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.StringType;

/**
 * Patients as an EHR's FHIR server has them, found by an identifier such as the MRN. Only reads;
 * what is searched for stands in bodies, never in URLs (P7).
 */
public final class EhrPatients implements AutoCloseable {
  private static final int FULL_DATE = "1950-03-31".length();

  private final FhirSettings settings;
  private final FhirJson json;
  private final FhirHttp http;
  private final Clock clock;
  private Optional<Carrier> connected = Optional.empty();

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
   * @param given all given names
   * @param replacedBy the identifier, in the same system, of the record that this one was merged
   *     into
   */
  public record Found(
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
   * The patients with an identifier: none, one, or more when the EHR is in doubt itself.
   *
   * @throws IOException when the server does not answer, or will not
   */
  public List<Found> find(String system, String value) throws IOException, InterruptedException {
    try {
      Carrier carrier = carrier();
      String form = "identifier=" + URLEncoder.encode(system + "|" + value, StandardCharsets.UTF_8);
      List<Found> all = new ArrayList<>();
      for (Patient patient : patients(carrier.search("Patient", form))) {
        all.add(read(carrier, patient, system));
      }
      return all;
    } catch (FaultException fault) {
      throw new IOException("the server does not answer: " + fault.fault().what(), fault);
    }
  }

  private Carrier carrier() throws IOException {
    if (connected.isEmpty()) {
      Authorization authorization =
          settings.credentials() instanceof Credentials.Smart smart
              ? new SmartTokens(smart, settings.base(), http, clock)
              : Authorization.of(settings.credentials().authorization());
      connected = Optional.of(new Carrier(http, authorization, Abilities.Carriage.SINGLE, json));
    }
    return connected.orElseThrow();
  }

  private static List<Patient> patients(Carrier.Found<Bundle> found) throws IOException {
    return switch (found) {
      case Carrier.Found.Refused<Bundle>(String reason) ->
          throw new IOException("the server refuses the search: " + reason);
      case Carrier.Found.There<Bundle>(Bundle bundle) ->
          bundle.getEntry().stream()
              .map(Bundle.BundleEntryComponent::getResource)
              .filter(Patient.class::isInstance)
              .map(Patient.class::cast)
              .toList();
    };
  }

  private static Found read(Carrier carrier, Patient patient, String system)
      throws FaultException, InterruptedException {
    HumanName name =
        patient.getName().stream()
            .filter(each -> each.getUse() == NameUse.OFFICIAL)
            .findFirst()
            .orElseGet(patient::getNameFirstRep);
    return new Found(
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
