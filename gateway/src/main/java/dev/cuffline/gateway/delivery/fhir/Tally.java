package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.delivery.Fault;
import dev.cuffline.gateway.delivery.Outcome;
import dev.cuffline.gateway.delivery.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one parcel's resources so far. Used by one thread. */
final class Tally {
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, String> names;
  private final Set<Resource> found = new LinkedHashSet<>();

  /**
   * Nothing is known but names.
   *
   * @param names ids at the server, by our keys
   */
  Tally(Map<String, String> names) {
    this.names = new HashMap<>(names);
  }

  Map<String, Outcome> outcomes() {
    return outcomes;
  }

  /** The id at the server of one of our resources, as far as it is known. */
  Optional<String> name(String key) {
    return Optional.ofNullable(names.get(key));
  }

  /** The same under what a search found. */
  void name(Resource resource, String id) {
    names.put(resource.key(), id);
  }

  void add(Write write, Result result) throws FaultException {
    Resource resource = write.resource();
    switch (result) {
      case Result.Refused(String reason) -> refused(resource, reason);
      case Result.Done(int status, Optional<String> id) -> {
        id.ifPresent(name -> name(resource, name));
        if (write.mayFind() && name(resource.key()).isEmpty()) {
          throw new FaultException(
              new Fault.Unavailable(
                  "HTTP " + status + " without a Location", Optional.empty(), true));
        }
        if (write.mayFind() && status == 200) {
          found.add(resource);
        } else {
          outcomes.put(
              resource.key(),
              new Outcome.Delivered(
                  Integer.toString(status),
                  name(resource.key()).filter(name -> !name.equals(resource.id()))));
        }
      }
    }
  }

  /** The server does not have such resources; it is done with, and not asked again. */
  void notTaken(Resource resource) {
    outcomes.put(resource.key(), new Outcome.Delivered("not taken: no " + resource.type()));
  }

  void refused(Resource resource, String reason) {
    outcomes.put(resource.key(), new Outcome.Refused(reason));
  }

  /** What was found to be there already and must be brought up to date; each once. */
  List<Resource> takeFound() {
    List<Resource> taken = List.copyOf(found);
    found.clear();
    return taken;
  }

  /** Leaves out what refers to something refused: it is refused with it. */
  List<Write> withoutDependants(List<Write> writes) {
    List<Write> free = new ArrayList<>();
    for (Write write : writes) {
      Optional<String> missing =
          write.resource().refersTo().stream()
              .filter(key -> outcomes.get(key) instanceof Outcome.Refused)
              .findFirst();
      if (missing.isPresent()) {
        refused(write.resource(), "refers to " + missing.get() + ", which was refused");
      } else {
        free.add(write);
      }
    }
    return free;
  }
}
