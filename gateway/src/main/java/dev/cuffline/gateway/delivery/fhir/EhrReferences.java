package dev.cuffline.gateway.delivery.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whom the documents of an EHR refer to: practitioners by their NPI, payers by name and identifier.
 * Each is read once; what may not be read is not known.
 */
final class EhrReferences {
  private static final String NPI = "http://hl7.org/fhir/sid/us-npi";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final Map<String, Class<? extends Resource>> TYPES =
      Map.of(
          "Practitioner", Practitioner.class,
          "PractitionerRole", PractitionerRole.class,
          "Organization", Organization.class);

  private final Carrier carrier;
  private final String base;
  private final Map<String, Optional<Resource>> known = new HashMap<>();

  EhrReferences(Carrier carrier, String base) {
    this.carrier = carrier;
    this.base = base;
  }

  /**
   * A payer.
   *
   * @param identifiers {@code system|value}
   */
  record Payer(Optional<String> name, List<String> identifiers) {}

  /** The NPI of a practitioner, named directly or by a role. */
  Optional<String> npi(Reference reference) throws FaultException, InterruptedException {
    Optional<String> direct = npi(List.of(reference.getIdentifier()));
    if (direct.isPresent()) {
      return direct;
    }
    Optional<Resource> there = find(reference);
    if (there.isPresent() && there.get() instanceof PractitionerRole role) {
      Optional<String> ofRole = npi(role.getIdentifier());
      boolean deeper = ofRole.isEmpty() && isPractitioner(role.getPractitioner());
      return deeper ? npi(role.getPractitioner()) : ofRole;
    }
    return there
        .filter(Practitioner.class::isInstance)
        .flatMap(practitioner -> npi(((Practitioner) practitioner).getIdentifier()));
  }

  /** A role that leads to a role would lead round in a circle. */
  private static boolean isPractitioner(Reference reference) {
    return !"PractitionerRole".equals(reference.getReferenceElement().getResourceType());
  }

  private static Optional<String> npi(List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(identifier -> NPI.equals(identifier.getSystem()))
        .flatMap(identifier -> Optional.ofNullable(identifier.getValue()).stream())
        .findFirst();
  }

  /** Who pays. */
  Payer payer(Reference reference) throws FaultException, InterruptedException {
    Optional<String> shown = Optional.ofNullable(reference.getDisplay());
    List<Identifier> identifiers = new ArrayList<>();
    if (reference.hasIdentifier()) {
      identifiers.add(reference.getIdentifier());
    }
    Optional<Organization> there =
        find(reference).filter(Organization.class::isInstance).map(Organization.class::cast);
    there.ifPresent(organization -> identifiers.addAll(organization.getIdentifier()));
    return new Payer(
        there.map(Organization::getName).or(() -> shown),
        identifiers.stream().map(EhrReferences::token).toList());
  }

  static String token(Identifier identifier) {
    return identifier.getSystem() + "|" + identifier.getValue();
  }

  private Optional<Resource> find(Reference reference) throws FaultException, InterruptedException {
    if (reference.getResource() instanceof Resource contained) {
      return Optional.of(contained);
    }
    String type = String.valueOf(reference.getReferenceElement().getResourceType());
    String id = String.valueOf(reference.getReferenceElement().getIdPart());
    String text = String.valueOf(reference.getReference());
    boolean here = !reference.getReferenceElement().isAbsolute() || text.startsWith(base);
    Class<? extends Resource> wanted = TYPES.get(type);
    if (wanted == null || !here || !ID.matcher(id).matches()) {
      return Optional.empty();
    }
    String key = type + "/" + id;
    Optional<Resource> before = known.get(key);
    if (before != null) {
      return before;
    }
    Optional<Resource> read = read(wanted, key);
    known.put(key, read);
    return read;
  }

  private Optional<Resource> read(Class<? extends Resource> type, String key)
      throws FaultException, InterruptedException {
    try {
      return switch (carrier.read(type, key)) {
        case Carrier.Found.Refused<? extends Resource> _ -> Optional.empty();
        case Carrier.Found.There<? extends Resource>(Resource resource) -> Optional.of(resource);
      };
    } catch (FaultException fault) {
      if (EhrSearch.isRefusal(fault)) {
        return Optional.empty();
      }
      throw fault;
    }
  }
}
