package dev.cuffline.gateway;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.fhir.EhrPatients;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.PatientIdentifier;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Saved;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.EhrRecords;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what an EHR knows of our patients, one after the other. */
final class EhrRefresh implements EhrRecords {
  private static final Logger LOG = LoggerFactory.getLogger(EhrRefresh.class);
  private static final int PAGE = 500;

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
  }

  @Override
  public Refreshed refresh(PracticeId practice, String destination, String actor)
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
    String system = ehr.manner().patientSystem();
    Count count = new Count();
    try (EhrPatients there = new EhrPatients(settings, json, clock)) {
      String after = "";
      for (List<Patient> page = page(practice, after);
          !page.isEmpty();
          page = page(practice, after)) {
        after = page.getLast().id().value();
        for (Patient patient : page) {
          Optional<PatientIdentifier> mrn =
              patient.identifiers().stream()
                  .filter(identifier -> identifier.system().equals(system))
                  .findFirst();
          if (mrn.isPresent()) {
            count.asked++;
            List<EhrPatients.Found> found = there.find(system, mrn.get().value());
            take(practice, patient, system, found, actor, count);
          }
        }
      }
    }
    return new Refreshed(count.asked, count.changed, count.unknown, count.merges);
  }

  private List<Patient> page(PracticeId practice, String after) {
    return database.read(s -> RegistryQueries.patients(s, practice, new Page(after, PAGE)));
  }

  private void take(
      PracticeId practice,
      Patient patient,
      String system,
      List<EhrPatients.Found> found,
      String actor,
      Count count) {
    if (found.size() != 1) {
      count.unknown.add(patient.id().value());
      return;
    }
    EhrPatients.Found there = found.getFirst();
    try {
      Patient now = with(patient, there);
      if (registry.save(practice, now, Mode.REPLACE, actor).join().saved() == Saved.CHANGED) {
        count.changed++;
      }
      if (there.replacedBy().isPresent()) {
        propose(practice, patient, system, there.replacedBy().get(), actor, count);
      }
    } catch (CompletionException | IllegalArgumentException refused) {
      LOG.atWarn()
          .addKeyValue("patient", patient.id())
          .log("what the EHR says of a patient cannot be taken over; a person must look");
      count.unknown.add(patient.id().value());
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
