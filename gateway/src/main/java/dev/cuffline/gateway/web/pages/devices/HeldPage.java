package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.SourceClock;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.QuarantineDesk;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One item of the desk: why it waits, what is in it, and the form that settles it. */
final class HeldPage {
  /** A time further back is no proposal for the beginning of a use. */
  static final Duration OLDEST = Duration.ofDays(31);

  private final Frame frame;
  private final PageParts parts;

  HeldPage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
  }

  private static NoSuchPageException missing() {
    return new NoSuchPageException("There is no such item in this practice.");
  }

  /** The place in the address. */
  static QuarantineDesk.Place place(Visit visit) {
    return Replays.place(visit.variable("item")).orElseThrow(HeldPage::missing);
  }

  /** The item in the address. */
  ItemLine require(Visit visit) {
    QuarantineDesk.Place place = place(visit);
    PracticeId practice = visit.practice().id();
    return parts
        .database()
        .read(db -> ItemQueries.item(db, practice, place.transmission(), place.item()))
        .orElseThrow(HeldPage::missing);
  }

  HttpResponse show(Visit visit) {
    return page(HttpStatus.OK, visit, Problems.NONE);
  }

  /** Looks for a patient, by what is sent in a form and never in an address (P7). */
  HttpResponse search(Visit visit) {
    return page(HttpStatus.OK, visit, Problems.NONE);
  }

  HttpResponse again(Visit visit, Problems problems) {
    return page(HttpStatus.UNPROCESSABLE_ENTITY, visit, problems);
  }

  /** What one snapshot of the store says. */
  private record Stored(
      Shell shell,
      ItemLine item,
      ItemQueries.Waiting waiting,
      List<DeviceAssignment> uses,
      List<Candidates.Candidate> candidates,
      Optional<String> owner,
      Optional<SourceClock> clock) {}

  private HttpResponse page(HttpStatus status, Visit visit, Problems problems) {
    OfficeTime time = new OfficeTime(visit.practice().zone(), parts.clock().instant());
    String position = frame.shells().position();
    QuarantineDesk.Place place = place(visit);
    Stored stored = parts.database().read(db -> stored(db, visit, place, time, position));
    PracticeId practice = visit.practice().id();
    Optional<DecodedItem> decoded = parts.engine().quarantine().decoded(practice, place);
    Optional<HeldView.Bytes> bytes =
        visit.parameter("bytes").isPresent() && visit.may(Permission.MANAGE_DEVICES)
            ? parts
                .engine()
                .quarantine()
                .payload(practice, place.transmission(), visit.actor())
                .map(HeldBytes::of)
            : Optional.empty();
    return frame
        .renderer()
        .page(status, "devices/held.jte", view(visit, stored, decoded, bytes, time, problems));
  }

  private Stored stored(
      Session db, Visit visit, QuarantineDesk.Place place, OfficeTime time, String position)
      throws SQLException {
    PracticeId practice = visit.practice().id();
    ItemLine item =
        ItemQueries.item(db, practice, place.transmission(), place.item())
            .orElseThrow(HeldPage::missing);
    String device = item.device().orElse("");
    String search = visit.field("search");
    LocalDate today = LocalDate.ofInstant(time.now(), time.zone());
    Optional<String> owner = Optional.empty();
    if (item.patient().isPresent()) {
      owner =
          RegistryQueries.patient(db, practice, new PatientId(item.patient().get()))
              .map(whose -> whose.family() + ", " + whose.given());
    }
    return new Stored(
        frame.shells().of(db, visit, "In quarantine", "devices", position),
        item,
        ItemQueries.ofKey(db, practice, item.deviceKey(), OLDEST),
        device.isEmpty()
            ? List.of()
            : RegistryQueries.assignments(db, practice, new DeviceId(device)),
        search.isEmpty()
            ? Candidates.offered(db, practice, device, time.now(), today)
            : Candidates.found(db, practice, search),
        owner,
        RegistryQueries.sourceClocks(db, practice, item.source()).stream()
            .reduce((_, last) -> last));
  }

  private HeldView view(
      Visit visit,
      Stored stored,
      Optional<DecodedItem> decoded,
      Optional<HeldView.Bytes> bytes,
      OfficeTime time,
      Problems problems) {
    ItemLine item = stored.item();
    List<ReasonWords.Fix> fixes = item.reasons().stream().map(ReasonWords::fix).toList();
    return new HeldView(
        stored.shell(),
        time.abbreviation(),
        item.place(),
        item.transmission(),
        item.canBeReadAgain(),
        ReasonWords.ended(item.disposition()),
        item.criticalValue(),
        said(visit, item, stored),
        ReasonWords.inOrder(item.reasons())
            .map(reason ->
                new HeldView.Why(ReasonWords.words(reason), ReasonWords.fix(reason).words()))
            .toList(),
        item.device().orElse(item.deviceKey().isEmpty() ? "unknown" : item.deviceKey()),
        item.device().map(Links::device).orElse(""),
        item.device().isPresent(),
        stored.waiting().items(),
        item.source(),
        item.format(),
        time.of(item.receivedAt()),
        item.measuredAt().map(time::of),
        stored.owner().orElse(""),
        item.patient().orElse(""),
        item.isInQuarantine() && fixes.contains(ReasonWords.Fix.ASSIGN),
        item.isInQuarantine() && fixes.contains(ReasonWords.Fix.CLOCK),
        item.canBeReadAgain() && fixes.contains(ReasonWords.Fix.FORMAT),
        stored.candidates(),
        visit.field("search"),
        decoded.map(Decoding::of).orElse(List.of()),
        bytes,
        form(visit, stored, decoded, time),
        problems);
  }

  private static String said(Visit visit, ItemLine item, Stored stored) {
    if (visit.parameter("done").isEmpty()) {
      return "";
    }
    if (item.isInQuarantine()) {
      return "It was read again and waits still: see why.";
    }
    return stored
        .owner()
        .map(name -> ReasonWords.ended(item.disposition()) + ": it is now with " + name + ".")
        .orElse("It was read again: " + ReasonWords.ended(item.disposition()) + ".");
  }

  private static Map<String, String> form(
      Visit visit, Stored stored, Optional<DecodedItem> decoded, OfficeTime time) {
    Map<String, String> form = new HashMap<>();
    form.put("from", time.field(begin(stored)));
    boolean bySlot = stored.uses().stream().anyMatch(use -> use.slot().isPresent());
    boolean slotIsNobodys =
        stored.item().reasons().stream()
            .anyMatch(reason -> ReasonWords.code(reason).equals("user-slot-unassigned"));
    form.put("slot", bySlot || slotIsNobodys ? decoded.flatMap(Decoding::slot).orElse("") : "");
    Optional<SourceClock> clock = stored.clock();
    form.put(
        "zone",
        clock
            .flatMap(SourceClock::zone)
            .map(ZoneId::getId)
            .orElse(visit.practice().zone().getId()));
    form.put(
        "ahead",
        clock
            .flatMap(SourceClock::futureTolerance)
            .map(tolerance -> Long.toString(tolerance.toMinutes()))
            .orElse(""));
    form.put(
        "oldest",
        clock
            .flatMap(SourceClock::oldest)
            .map(oldest -> Long.toString(oldest.toDays()))
            .orElse(""));
    visit.form().names().forEach(name -> form.put(name, visit.field(name)));
    return form;
  }

  /** When the first that waits was taken, but not before the last use that is over. */
  private static Instant begin(Stored stored) {
    Instant first = stored.waiting().first().orElse(stored.item().receivedAt());
    return stored.uses().stream()
        .flatMap(use -> use.to().stream())
        .filter(end -> end.isAfter(first) && !end.isAfter(stored.item().receivedAt()))
        .max(Comparator.naturalOrder())
        .orElse(first);
  }
}
