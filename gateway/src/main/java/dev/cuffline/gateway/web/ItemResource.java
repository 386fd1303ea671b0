package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.MANAGE_DEVICES;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int MOST_AT_ONCE = 500;

  private final DerivedQueries derived;
  private final QuarantineQueries waiting;
  private final QuarantineDesk desk;

  /** A transmission, as far as intake has come: its items. */
  private record TransmissionView(String id, List<ItemView> items) {}

  /**
   * What a replay did.
   *
   * @param replayed how many items were judged again
   * @param dispositions how many ended in which
   */
  private record Replayed(int replayed, Map<String, Integer> dispositions) {}

  ItemResource(DerivedQueries derived, QuarantineQueries waiting, QuarantineDesk desk) {
    this.derived = derived;
    this.waiting = waiting;
    this.desk = desk;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/transmissions/{transmission}", SEE_PATIENTS, this::transmission),
        Endpoint.get("/items", SEE_PATIENTS, this::items),
        Endpoint.get("/transmissions/{transmission}/payload", SEE_PATIENTS, this::payload),
        Endpoint.get("/quarantine", SEE_PATIENTS, this::quarantine),
        Endpoint.get("/quarantine/reasons", SEE_PATIENTS, this::reasons),
        Endpoint.post("/quarantine/replay", MANAGE_DEVICES, this::replay));
  }

  private Answer payload(Call call) {
    return Answer.ok(
        desk.payload(call.practice(), call.variable("transmission"), call.actor())
            .orElseThrow(() -> ProblemException.notFound("kept transmission")));
  }

  private Answer reasons(Call call) {
    return Answer.ok(Listing.all(waiting.reasons(call.practice())));
  }

  /** The items that are named, or the first of those that wait for a reason, or of all. */
  private Answer replay(Call call) {
    JsonIn body = call.body();
    List<QuarantineDesk.Place> named =
        body.objects(
            "items",
            in ->
                new QuarantineDesk.Place(
                    in.text("transmission"),
                    Math.toIntExact(in.optionalNumber("item").orElse(0L))));
    Optional<String> reason = body.optionalText("reason");
    boolean all = body.flag("all", false);
    body.done();
    reason.ifPresent(ItemResource::requireCode);
    int said = (named.isEmpty() ? 0 : 1) + (reason.isPresent() ? 1 : 0) + (all ? 1 : 0);
    if (said != 1) {
      throw new ProblemException(
          Problem.Kind.INVALID, "the body needs one of items, reason and all: true");
    }
    if (named.size() > MOST_AT_ONCE) {
      throw new ProblemException(
          Problem.Kind.INVALID, "at most " + MOST_AT_ONCE + " items are judged again at once");
    }
    List<QuarantineDesk.Place> places =
        named.isEmpty() ? waiting.waiting(call.practice(), reason, MOST_AT_ONCE) : named;
    Map<String, Integer> ended = desk.replay(call.practice(), places, call.actor());
    int judged = ended.values().stream().mapToInt(Integer::intValue).sum();
    return Answer.ok(new Replayed(judged, ended));
  }

  private static void requireCode(String reason) {
    if (!CODE.matcher(reason).matches()) {
      throw new ProblemException(
          Problem.Kind.MALFORMED, "reason must be a code such as unassigned or clock-future");
    }
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
    return Answer.ok(
        listing(call, call.parameter("disposition").stream().toList(), Optional.empty()));
  }

  private Answer quarantine(Call call) {
    Optional<String> reason = call.parameter("reason");
    reason.ifPresent(ItemResource::requireCode);
    return Answer.ok(listing(call, List.of("quarantine"), reason));
  }

  private Listing<ItemView> listing(Call call, List<String> dispositions, Optional<String> reason) {
    DerivedQueries.Window window =
        new DerivedQueries.Window(call.instant("from"), call.instant("to"));
    return Listing.of(
        derived.items(
            call.practice(), dispositions, reason, window, call.cursor(2), call.limit() + 1),
        call.limit(),
        item -> List.of(item.transmission(), Integer.toString(item.item())));
  }
}
