package dev.cuffline.fhir;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * Other words for our codes, as one destination wants them: in every CodeableConcept of every
 * resource. What a Device is specialised in may be said in MDC alone (PHD 2.0.0, required binding);
 * the destination's word for it stands in the Device's type.
 *
 * @param entries each about another of our codes
 */
public record CodeMap(List<Entry> entries) {
  /** Our own words. */
  public static final CodeMap NONE = new CodeMap(List.of());

  /**
   * One of our codes.
   *
   * @param from ours
   * @param to the destination's
   * @param keep whether ours stays, with the destination's after it
   */
  public record Entry(Code from, Code to, boolean keep) {
    /** Refuses to take away what a profile that we claim asks for. */
    public Entry {
      if (!keep && isRequired(from)) {
        throw new IllegalArgumentException(
            "%s|%s is asked for by the profiles and must stay: keep: true"
                .formatted(from.system(), from.code()));
      }
    }
  }

  /** Copies the list, and refuses a code that stands there twice. */
  public CodeMap {
    entries = List.copyOf(entries);
    Set<String> seen = new HashSet<>();
    for (Entry entry : entries) {
      if (!seen.add(entry.from().system() + "|" + entry.from().code())) {
        throw new IllegalArgumentException(
            "%s|%s is mapped twice".formatted(entry.from().system(), entry.from().code()));
      }
    }
  }

  private static boolean isRequired(Code code) {
    return Terms.REQUIRED_SYSTEMS.contains(code.system());
  }

  /** Changes a resource. */
  public void apply(Resource resource) {
    if (entries.isEmpty()) {
      return;
    }
    if (resource instanceof Device device) {
      map(device.getType(), device.getType());
      device.getSpecialization().forEach(special -> map(special.getSystemType(), device.getType()));
    } else {
      walk(resource);
    }
  }

  private void walk(Base element) {
    if (element instanceof CodeableConcept concept) {
      map(concept, concept);
      return;
    }
    for (Property property : element.children()) {
      property.getValues().forEach(this::walk);
    }
  }

  /** Puts the destination's words for the codes of one concept into another, or into the same. */
  private void map(CodeableConcept ours, CodeableConcept theirs) {
    for (Coding coding : List.copyOf(ours.getCoding())) {
      Optional<Entry> entry = entries.stream().filter(one -> one.from().is(coding)).findFirst();
      if (entry.isPresent()) {
        Code to = entry.get().to();
        if (!entry.get().keep()) {
          ours.getCoding().remove(coding);
        }
        if (theirs.getCoding().stream().noneMatch(to::is)) {
          theirs.addCoding(to.coding());
        }
      }
    }
  }
}
