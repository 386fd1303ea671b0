package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/** The resources of one parcel on their way: which requests they become, and in which order. */
final class Sending {
  private final Abilities abilities;
  private final Carrier carrier;
  private final Tally tally;

  Sending(Abilities abilities, Carrier carrier, Tally tally) {
    this.abilities = abilities;
    this.carrier = carrier;
    this.tally = tally;
  }

  /** Sends all; what became of each is in the tally, also when a fault ends it early. */
  void send(List<Resource> all) throws FaultException, InterruptedException {
    List<Resource> resources = new ArrayList<>();
    for (Resource resource : all) {
      if (abilities.takes(resource)) {
        resources.add(resource);
      } else {
        tally.notTaken(resource);
      }
    }
    for (List<Resource> wave : waves(resources)) {
      List<Write> writes = new ArrayList<>();
      for (Resource resource : wave) {
        first(resource).ifPresent(writes::add);
      }
      carrier.carry(writes, tally);
      carrier.carry(
          tally.takeFound().stream().map(resource -> put(resource, name(resource))).toList(),
          tally);
    }
  }

  /**
   * Several waves where a reference needs the server's own id of what it refers to, or where a
   * Bundle keeps no order.
   */
  private List<List<Resource>> waves(List<Resource> resources) {
    boolean together =
        abilities.carriage() != Abilities.Carriage.BATCH
            && resources.stream().allMatch(resource -> abilities.keepsOurIds(resource.type()));
    return together ? List.of(resources) : byReference(resources);
  }

  private static List<List<Resource>> byReference(List<Resource> resources) {
    List<List<Resource>> waves = new ArrayList<>();
    List<Resource> left = resources;
    while (!left.isEmpty()) {
      Set<String> keys = new HashSet<>();
      left.forEach(resource -> keys.add(resource.key()));
      List<Resource> wave = new ArrayList<>();
      List<Resource> later = new ArrayList<>();
      for (Resource resource : left) {
        (resource.refersTo().stream().noneMatch(keys::contains) ? wave : later).add(resource);
      }
      if (wave.isEmpty()) {
        throw new IllegalStateException("resources refer to each other in a circle");
      }
      waves.add(wave);
      left = later;
    }
    return waves;
  }

  /** Where a resource stands already, that is where it is written to, whatever the strategy. */
  private Optional<Write> first(Resource resource) throws FaultException, InterruptedException {
    Optional<String> known = tally.name(resource.key());
    if (known.isPresent()) {
      return Optional.of(put(resource, known.get()));
    }
    return switch (abilities.strategy(resource.type())) {
      case WriteStrategy.UpdateAsCreate _ -> Optional.of(put(resource, resource.id()));
      case WriteStrategy.ConditionalCreate _ ->
          Optional.of(create(resource, Optional.of(Request.identifierSearch(resource))));
      case WriteStrategy.SearchThenCreate _ -> afterSearch(resource);
    };
  }

  private Optional<Write> afterSearch(Resource resource)
      throws FaultException, InterruptedException {
    String url = resource.type() + "?" + Request.identifierSearch(resource) + "&_count=2";
    return switch (carrier.read(Bundle.class, url)) {
      case Carrier.Found.Refused<Bundle>(String reason) -> {
        tally.refused(resource, reason);
        yield Optional.empty();
      }
      case Carrier.Found.There<Bundle>(Bundle bundle) -> {
        List<String> ids = ids(bundle, resource.type());
        if (ids.size() > 1) {
          tally.refused(resource, "the server has several resources with its identifier");
          yield Optional.empty();
        }
        if (ids.isEmpty()) {
          yield Optional.of(create(resource, Optional.empty()));
        }
        tally.name(resource, ids.getFirst());
        yield Optional.of(put(resource, ids.getFirst()));
      }
    };
  }

  private static List<String> ids(Bundle bundle, String type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(found -> found != null && found.fhirType().equals(type))
        .map(found -> found.getIdElement().getIdPart())
        .toList();
  }

  private String name(Resource resource) {
    return tally.name(resource.key()).orElse(resource.id());
  }

  private Write put(Resource resource, String id) {
    String body = Body.of(resource, Optional.of(id), tally::name);
    return new Write(resource, Request.put(resource.type(), id, body), false);
  }

  private Write create(Resource resource, Optional<String> ifNoneExist) {
    String body = Body.of(resource, Optional.empty(), tally::name);
    return new Write(resource, Request.create(resource.type(), ifNoneExist, body), true);
  }
}
