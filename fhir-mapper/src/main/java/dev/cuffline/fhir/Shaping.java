package dev.cuffline.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;

/** Leaves out of Observations what a destination does not take. Stateless. */
final class Shaping {
  private static final String LOINC = "http://loinc.org";
  private static final String SYSTOLIC = "8480-6";
  private static final String DIASTOLIC = "8462-4";
  private static final Coding VITAL = Terms.vitalSigns().getCodingFirstRep();

  private Shaping() {}

  /**
   * The Observations of a reading as a destination takes them.
   *
   * @param separateId ids of those that a panel is split into
   */
  static List<Observation> apply(
      List<Observation> whole,
      Shape shape,
      IdentifierSystems systems,
      Function<ObservationKind, String> separateId) {
    List<Observation> shaped = new ArrayList<>();
    for (Observation observation : whole) {
      if (shape.codes() == Shape.Codes.LOINC) {
        if (!hasLoinc(observation.getCode())) {
          continue; // only MDC has a name for it
        }
        withoutMdc(observation);
      }
      if (shape.pressure() == Shape.Pressure.SEPARATE
          && observation.hasComponent()
          && hasLoinc(observation.getCode())) {
        separate(observation, systems, separateId).forEach(shaped::add);
      } else {
        shaped.add(observation);
      }
    }
    shaped.forEach(observation -> finish(observation, shape));
    return shaped;
  }

  /** What every Observation of a patient has in common. */
  static void finish(Observation observation, Shape shape) {
    if (shape.performer() == Shape.Performer.NONE) {
      observation.getPerformer().clear();
    }
    boolean vital =
        observation.getCategory().stream()
            .anyMatch(category -> category.hasCoding(VITAL.getSystem(), VITAL.getCode()));
    if (vital) {
      shape.category().ifPresent(own -> observation.addCategory(new CodeableConcept(own.coding())));
    }
  }

  private static boolean hasLoinc(CodeableConcept code) {
    return code.getCoding().stream().anyMatch(coding -> coding.getSystem().equals(LOINC));
  }

  private static void withoutMdc(Observation observation) {
    withoutMdc(observation.getCode());
    observation.getComponent().forEach(component -> withoutMdc(component.getCode()));
    observation.getMeta().getProfile().removeIf(profile -> profile.getValue().contains("/uv/phd/"));
    observation
        .getCategory()
        .removeIf(category ->
            category.getCoding().stream()
                .anyMatch(coding -> coding.getSystem().startsWith(Terms.PHD)));
    observation.getExtension().clear();
  }

  private static void withoutMdc(CodeableConcept code) {
    code.getCoding().removeIf(coding -> coding.getSystem().equals(Terms.MDC));
  }

  private static List<Observation> separate(
      Observation panel, IdentifierSystems systems, Function<ObservationKind, String> ids) {
    List<Observation> parts = new ArrayList<>();
    for (ObservationComponentComponent component : panel.getComponent()) {
      Optional<ObservationKind> kind = kind(component.getCode());
      if (kind.isPresent()) {
        String id = ids.apply(kind.get());
        Observation part = panel.copy();
        part.setId(id);
        part.getMeta().getProfile().clear();
        part.getMeta().addProfile(Terms.US_CORE + "us-core-vital-signs");
        part.getExtension().clear();
        part.getComponent().clear();
        part.setCode(component.getCode()).setValue(component.getValue());
        for (Identifier identifier : part.getIdentifier()) {
          if (identifier.getSystem().equals(systems.observationKey())) {
            identifier.setValue(id);
          }
        }
        parts.add(part);
      }
    }
    return parts;
  }

  private static Optional<ObservationKind> kind(CodeableConcept code) {
    for (Coding coding : code.getCoding()) {
      if (coding.getSystem().equals(LOINC)) {
        switch (coding.getCode()) {
          case SYSTOLIC -> {
            return Optional.of(ObservationKind.SYSTOLIC);
          }
          case DIASTOLIC -> {
            return Optional.of(ObservationKind.DIASTOLIC);
          }
          default -> {
            // The mean has no place outside a panel.
          }
        }
      }
    }
    return Optional.empty();
  }
}
