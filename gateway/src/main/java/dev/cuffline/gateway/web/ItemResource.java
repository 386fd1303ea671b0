package dev.cuffline.gateway.web;

import java.util.List;
import java.util.Set;

/** {@code /transmissions}, {@code /items} and {@code /quarantine}: what became of what came in. */
final class ItemResource {
  private static final Set<String> DISPOSITIONS =
      Set.of(
          "accept",
          "accept-not-counted",
          "quarantine",
          "telemetry",
          "ignore",
          "duplicate",
          "amend",
          "reject");

  private final DerivedQueries derived;

  /** A transmission, as far as intake has come: its items. */
  private record TransmissionView(String id, List<ItemView> items) {}

  ItemResource(DerivedQueries derived) {
    this.derived = derived;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/transmissions/{transmission}", this::transmission),
        Endpoint.get("/items", this::items),
        Endpoint.get("/quarantine", this::quarantine));
  }

  private Answer transmission(Call call) {
    String id = call.variable("transmission");
    List<ItemView> items = derived.itemsOf(call.practice(), id);
    if (items.isEmpty()) {
      throw ProblemException.notFound("judged transmission");
    }
    return Answer.ok(new TransmissionView(id, items));
  }

  private Answer items(Call call) {
    call.parameter("disposition")
        .filter(given -> !DISPOSITIONS.contains(given))
        .ifPresent(unknown -> {
          throw new ProblemException(
              Problem.Kind.MALFORMED,
              "disposition must be one of " + DISPOSITIONS.stream().sorted().toList());
        });
    return Answer.ok(listing(call, call.parameter("disposition").stream().toList()));
  }

  private Answer quarantine(Call call) {
    return Answer.ok(listing(call, List.of("quarantine")));
  }

  private Listing<ItemView> listing(Call call, List<String> dispositions) {
    DerivedQueries.Window window =
        new DerivedQueries.Window(call.instant("from"), call.instant("to"));
    return Listing.of(
        derived.items(call.practice(), dispositions, window, call.cursor(2), call.limit() + 1),
        call.limit(),
        item -> List.of(item.transmission(), Integer.toString(item.item())));
  }
}
