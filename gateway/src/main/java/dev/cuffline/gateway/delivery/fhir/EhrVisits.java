package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.registry.EhrStatement;
import dev.cuffline.gateway.registry.EhrStatement.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterParticipantComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;

/**
 * What the encounters of one patient say: that the patient is established (R1), and was in a
 * facility (R23).
 */
final class EhrVisits {
  /** HL7 v3 ActCode: in the practice, at home, in the field; seen face to face. */
  private static final Set<String> FACE_TO_FACE = Set.of("AMB", "HH", "FLD");

  /** HL7 v3 ActCode: admitted. Emergency and observation are no stay. */
  private static final Set<String> ADMITTED = Set.of("IMP", "ACUTE", "NONAC");

  /** HL7 v3 RoleCode of a skilled nursing facility, where an EHR says it by the type. */
  private static final String SNF = "http://terminology.hl7.org/CodeSystem/v3-RoleCode|SNF";

  private final EhrMap map;
  private final EhrReferences references;
  private final EhrDates dates;

  EhrVisits(EhrMap map, EhrReferences references, EhrDates dates) {
    this.map = map;
    this.references = references;
    this.dates = dates;
  }

  /** Every stay, and the newest visit with each practitioner. */
  List<EhrStatement> statements(List<Encounter> all) throws FaultException, InterruptedException {
    List<EhrStatement> said = new ArrayList<>();
    Map<String, EhrStatement> visits = new TreeMap<>();
    for (Encounter encounter : all) {
      if (isStay(encounter)) {
        stay(encounter).ifPresent(said::add);
      } else if (isVisit(encounter)) {
        visit(encounter)
            .ifPresent(visit -> visits.merge(visit.value().orElse(""), visit, EhrVisits::later));
      }
    }
    said.addAll(visits.values());
    return said;
  }

  private static EhrStatement later(EhrStatement one, EhrStatement other) {
    return one.from().orElseThrow().isBefore(other.from().orElseThrow()) ? other : one;
  }

  private boolean isStay(Encounter encounter) {
    return ADMITTED.contains(String.valueOf(encounter.getClass_().getCode()))
        || Stream.concat(
                Stream.of(EhrMap.token(encounter.getClass_())),
                Stream.concat(Stream.of(encounter.getServiceType()), encounter.getType().stream())
                    .map(CodeableConcept::getCoding)
                    .flatMap(List::stream)
                    .map(EhrMap::token))
            .anyMatch(token -> token.equals(SNF) || map.stays().contains(token));
  }

  private static boolean isVisit(Encounter encounter) {
    return encounter.getStatus() == EncounterStatus.FINISHED
        && FACE_TO_FACE.contains(String.valueOf(encounter.getClass_().getCode()));
  }

  private Optional<EhrStatement> stay(Encounter encounter) {
    boolean never =
        encounter.getStatus() == EncounterStatus.CANCELLED
            || encounter.getStatus() == EncounterStatus.ENTEREDINERROR;
    Optional<LocalDate> from = dates.start(encounter.getPeriod());
    Optional<LocalDate> to = dates.end(encounter.getPeriod());
    boolean finished = encounter.getStatus() == EncounterStatus.FINISHED;
    boolean planned =
        encounter.getStatus() == EncounterStatus.PLANNED
            || encounter.getStatus() == EncounterStatus.UNKNOWN;
    if (from.isEmpty() || planned) {
      return Optional.empty();
    }
    return Optional.of(
        new EhrStatement(
            Kind.FACILITY_STAY,
            EhrPapers.source(encounter),
            EhrDates.identifier(encounter.getIdentifier()),
            from,
            to,
            Optional.ofNullable(encounter.getClass_().getCode()),
            never,
            !finished || to.isPresent(),
            (never ? "no stay in a facility" : "in a facility") + EhrDates.words(from, to)));
  }

  private Optional<EhrStatement> visit(Encounter encounter)
      throws FaultException, InterruptedException {
    Optional<LocalDate> on = dates.start(encounter.getPeriod());
    if (on.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> npi = Optional.empty();
    for (EncounterParticipantComponent participant : encounter.getParticipant()) {
      if (npi.isEmpty()) {
        npi = references.npi(participant.getIndividual());
      }
    }
    return Optional.of(
        new EhrStatement(
            Kind.ESTABLISHED,
            EhrPapers.source(encounter),
            EhrDates.identifier(encounter.getIdentifier()),
            on,
            Optional.empty(),
            npi,
            false,
            true,
            "visit on " + on.get() + npi.map(number -> " with NPI " + number).orElse("")));
  }
}
