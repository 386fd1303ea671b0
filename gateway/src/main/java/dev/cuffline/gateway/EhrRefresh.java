package dev.cuffline.gateway;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.fhir.EhrPatients;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import dev.cuffline.gateway.registry.EhrTaken;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.PatientIdentifier;
import dev.cuffline.gateway.registry.RefusedException;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Saved;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.EhrRecords;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what an EHR knows of our patients, one after the other. */
final class EhrRefresh implements EhrRecords {
  private static final Logger LOG = LoggerFactory.getLogger(EhrRefresh.class);
  private static final int PAGE = 500;

  /** How far back a visit makes an established patient (CPT: professional services). */
  private static final Period ESTABLISHED = Period.ofYears(3);

  private final List<Destination> destinations;
  private final Database database;
  private final Registry registry;
  private final FhirJson json;
  private final Clock clock;

  EhrRefresh(
      List<Destination> destinations,
      Database database,
      Registry registry,
      FhirJson json,
      Clock clock) {
    this.destinations = List.copyOf(destinations);
    this.database = database;
    this.registry = registry;
    this.json = json;
    this.clock = clock;
  }

  /** Grows while patients are asked for. */
  private static final class Count {
    private int asked;
    private int changed;
    private final List<String> unknown = new ArrayList<>();
    private final List<String> merges = new ArrayList<>();
    private int filledIn;
    private final List<String> proposed = new ArrayList<>();
    private final Set<String> unanswered = new TreeSet<>();
  }

  /** Whom to ask, and on whose behalf. */
  private record Ask(
      PracticeId practice, String destination, String system, EhrPatients there, String actor) {}

  @Override
  public Refreshed refresh(
      PracticeId practice, String destination, Optional<PatientId> only, String actor)
      throws IOException, InterruptedException {
    Destination ehr =
        destinations.stream()
            .filter(each -> each.name().equals(destination))
            .filter(each -> each.target() instanceof Destination.Target.Fhir)
            .filter(each -> !each.manner().patientSystem().isEmpty())
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "destination must be a FHIR server in the settings that knows patients by an"
                        + " identifier: subject and patientSystem"));
    FhirSettings settings = ((Destination.Target.Fhir) ehr.target()).settings();
    Count count = new Count();
    try (EhrPatients there = new EhrPatients(settings, json, clock)) {
      Ask ask = new Ask(practice, destination, ehr.manner().patientSystem(), there, actor);
      if (only.isPresent()) {
        refresh(ask, List.of(require(practice, only.get())), count);
      } else {
        String after = "";
        for (List<Patient> page = page(practice, after);
            !page.isEmpty();
            page = page(practice, after)) {
          after = page.getLast().id().value();
          refresh(ask, page, count);
        }
      }
    }
    return new Refreshed(
        count.asked,
        count.changed,
        count.unknown,
        count.merges,
        count.filledIn,
        count.proposed,
        List.copyOf(count.unanswered));
  }

  private List<Patient> page(PracticeId practice, String after) {
    return database.read(s -> RegistryQueries.patients(s, practice, new Page(after, PAGE)));
  }

  private Patient require(PracticeId practice, PatientId id) {
    return database
        .read(s -> RegistryQueries.patient(s, practice, id))
        .orElseThrow(() -> RefusedException.unknown("patient", "patient", id.value()));
  }

  private void refresh(Ask ask, List<Patient> patients, Count count)
      throws IOException, InterruptedException {
    for (Patient patient : patients) {
      Optional<PatientIdentifier> mrn =
          patient.identifiers().stream()
              .filter(identifier -> identifier.system().equals(ask.system()))
              .findFirst();
      if (mrn.isPresent()) {
        count.asked++;
        List<EhrPatients.Found> found = ask.there().find(ask.system(), mrn.get().value());
        if (found.size() != 1) {
          count.unknown.add(patient.id().value());
        } else if (take(ask, patient, found.getFirst(), count)) {
          enrolment(ask, patient, found.getFirst(), count);
        }
      }
    }
  }

  /** Whether it is worth asking further. */
  private boolean take(Ask ask, Patient patient, EhrPatients.Found there, Count count) {
    try {
      Patient now = with(patient, there);
      Saved saved = registry.save(ask.practice(), now, Mode.REPLACE, ask.actor()).join().saved();
      if (saved == Saved.CHANGED) {
        count.changed++;
      }
      if (there.replacedBy().isPresent()) {
        propose(
            ask.practice(), patient, ask.system(), there.replacedBy().get(), ask.actor(), count);
      }
      return there.replacedBy().isEmpty();
    } catch (CompletionException | IllegalArgumentException refused) {
      givenUp(patient, count);
      return false;
    }
  }

  private static void givenUp(Patient patient, Count count) {
    LOG.atWarn()
        .addKeyValue("patient", patient.id())
        .log("what the EHR says of a patient cannot be taken over; a person must look");
    count.unknown.add(patient.id().value());
  }

  private void enrolment(Ask ask, Patient patient, EhrPatients.Found found, Count count)
      throws IOException, InterruptedException {
    boolean enrolled =
        !database.read(s -> RegistryQueries.enrolments(s, ask.practice(), patient.id())).isEmpty();
    if (!enrolled) {
      return;
    }
    LocalDate since = LocalDate.ofInstant(clock.instant(), patient.zone()).minus(ESTABLISHED);
    EhrPatients.Said said = ask.there().statements(found.id(), patient.zone(), since);
    count.unanswered.addAll(said.unanswered());
    try {
      EhrTaken taken =
          registry
              .takeFromEhr(
                  ask.practice(), patient.id(), ask.destination(), said.statements(), ask.actor())
              .join();
      count.filledIn += taken.filledIn();
      count.proposed.addAll(taken.proposed());
    } catch (CompletionException refused) {
      givenUp(patient, count);
    }
  }

  private static Patient with(Patient ours, EhrPatients.Found there) {
    return new Patient(
        ours.id(),
        there.family().isBlank() ? ours.family() : there.family(),
        there.given().isBlank() ? ours.given() : there.given(),
        there.birthDate().orElse(ours.birthDate()),
        ours.zone(),
        there.language().or(ours::language),
        ours.identifiers(),
        there.phones().isEmpty() ? ours.phones() : there.phones(),
        ours.caregivers());
  }

  /** A second person decides; what waits already, or was decided, is not proposed again. */
  private void propose(
      PracticeId practice,
      Patient duplicate,
      String system,
      String survivor,
      String actor,
      Count count) {
    Optional<PatientId> other =
        database.read(
            s -> RegistryQueries.patientBy(s, practice, new PatientIdentifier(system, survivor)));
    boolean known =
        database.read(s -> RegistryQueries.mergesOf(s, practice, duplicate.id())).stream()
            .anyMatch(merge -> other.filter(merge.survivor()::equals).isPresent());
    if (other.isPresent() && !known && !other.get().equals(duplicate.id())) {
      String id = registry.newId();
      registry
          .proposeMerge(
              practice, id, duplicate.id(), other.get(), "merged in the EHR (replaced-by)", actor)
          .join();
      count.merges.add(id);
    }
  }
}
