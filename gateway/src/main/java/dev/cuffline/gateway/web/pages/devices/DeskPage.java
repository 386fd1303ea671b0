package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.store.JsonList;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The quarantine desk: what waits, why, and what settles it; critical values first. */
final class DeskPage {
  /** Of each group, on the page of all. */
  private static final int FEW = 10;

  private static final int MANY = 100;
  private static final String REJECTED = "rejected";
  private static final Duration DAY = Duration.ofHours(24);

  /** More different sets of reasons than a store shows; keeps a statement's length bounded. */
  private static final int MOST_SETS = 200;

  private final Frame frame;
  private final PageParts parts;

  DeskPage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
  }

  HttpResponse show(Visit visit) {
    OfficeTime time = new OfficeTime(visit.practice().zone(), parts.clock().instant());
    String position = frame.shells().position();
    DeskView view =
        parts
            .database()
            .read(db -> {
              PracticeId practice = visit.practice().id();
              Map<String, Long> sets = ItemQueries.waiting(db, practice);
              Optional<String> device = visit.parameter("device");
              Optional<String> reason = visit.parameter("reason");
              List<DeskView.Group> groups =
                  device.isPresent()
                      ? ofDevice(db, practice, device.get(), time, visit)
                      : reason.filter(REJECTED::equals).isPresent()
                          ? rejected(db, practice, time, visit)
                          : groups(db, practice, sets, reason, time, visit);
              return new DeskView(
                  frame.shells().of(db, visit, "Quarantine", "devices", position),
                  time.abbreviation(),
                  sets.values().stream().mapToLong(Long::longValue).sum(),
                  groups,
                  device.isPresent() || reason.isPresent(),
                  groups.stream().allMatch(group -> group.said().isEmpty())
                      ? Replays.words(visit)
                      : "",
                  device.isPresent()
                      ? "Nothing of this cuff or sender waits in quarantine."
                      : "Nothing waits in quarantine. What cannot be attributed, or has a clock or"
                          + " values that are not to be believed, is kept here.");
            });
    return frame.renderer().page("devices/quarantine.jte", view);
  }

  private static List<DeskView.Group> ofDevice(
      Session db, PracticeId practice, String device, OfficeTime time, Visit visit)
      throws SQLException {
    List<ItemLine> items = ItemQueries.waitingOf(db, practice, device, MANY);
    if (items.isEmpty()) {
      return List.of();
    }
    return List.of(
        new DeskView.Group(
            "",
            "Of this cuff or sender",
            "Open one to see what settles it.",
            items.size(),
            rows(items, time),
            "",
            "",
            Replays.words(visit, "")));
  }

  /** What no format could read: the newest of a day, found by the time in their ids. */
  private static List<DeskView.Group> rejected(
      Session db, PracticeId practice, OfficeTime time, Visit visit) throws SQLException {
    List<ItemLine> items = ItemQueries.rejected(db, practice, time.now().minus(DAY), MANY);
    if (items.isEmpty()) {
      return List.of();
    }
    return List.of(
        new DeskView.Group(
            REJECTED,
            "Could not be read in the last 24 hours",
            ReasonWords.Fix.FORMAT.words(),
            items.size(),
            rows(items, time),
            "",
            "",
            Replays.words(visit, REJECTED)));
  }

  private static List<DeskView.Group> groups(
      Session db,
      PracticeId practice,
      Map<String, Long> sets,
      Optional<String> only,
      OfficeTime time,
      Visit visit)
      throws SQLException {
    List<DeskView.Group> groups = new ArrayList<>();
    List<ItemLine> critical = List.of();
    if (only.isEmpty()) {
      critical = ItemQueries.critical(db, practice, MANY);
      if (!critical.isEmpty()) {
        groups.add(
            new DeskView.Group(
                "",
                "Critical values",
                "Each has an alert on the work list. Open it and say whose it is.",
                critical.size(),
                rows(critical, time),
                "",
                "",
                Replays.words(visit, "")));
      }
    }
    for (Map.Entry<String, List<String>> each : byReason(sets).entrySet()) {
      if (only.isEmpty() || only.get().equals(each.getKey())) {
        long shown =
            critical.stream()
                .filter(item -> ReasonWords.main(item.reasons()).equals(each.getKey()))
                .count();
        DeskView.Group group =
            group(db, practice, sets, each, only.isPresent(), time, visit, shown);
        if (group.count() > 0 || !group.said().isEmpty()) {
          groups.add(group);
        }
      }
    }
    return List.copyOf(groups);
  }

  /** Sets of reasons by the one that is to be settled first, in the order of what settles them. */
  private static Map<String, List<String>> byReason(Map<String, Long> sets) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    sets.keySet().stream()
        .sorted(
            Comparator.comparing(
                    (String set) -> ReasonWords.fix(ReasonWords.main(JsonList.read(set))))
                .thenComparingLong(set -> -sets.getOrDefault(set, 0L))
                .thenComparing(set -> set))
        .forEach(set ->
            byReason
                .computeIfAbsent(ReasonWords.main(JsonList.read(set)), _ -> new ArrayList<>())
                .add(set));
    return byReason;
  }

  private static DeskView.Group group(
      Session db,
      PracticeId practice,
      Map<String, Long> sets,
      Map.Entry<String, List<String>> each,
      boolean whole,
      OfficeTime time,
      Visit visit,
      long shown)
      throws SQLException {
    String code = each.getKey();
    long count =
        each.getValue().stream().mapToLong(set -> sets.getOrDefault(set, 0L)).sum() - shown;
    int offset = whole ? from(visit, count) : 0;
    List<ItemLine> items =
        ItemQueries.waiting(
            db,
            practice,
            each.getValue().stream().limit(MOST_SETS).toList(),
            whole,
            whole ? MANY : FEW,
            offset);
    int next = offset + items.size();
    return new DeskView.Group(
        code,
        ReasonWords.words(code),
        ReasonWords.fix(code).words(),
        count,
        rows(items, time),
        next < count ? Links.QUARANTINE + "?reason=" + code + (whole ? "&from=" + next : "") : "",
        offset > 0
            ? Links.QUARANTINE + "?reason=" + code + "&from=" + Math.max(0, offset - MANY)
            : "",
        Replays.words(visit, code));
  }

  private static int from(Visit visit, long count) {
    return visit
        .parameter("from")
        .filter(digits -> digits.matches("[0-9]{1,7}"))
        .map(Integer::parseInt)
        .filter(from -> from < count)
        .orElse(0);
  }

  private static List<DeskView.Row> rows(List<ItemLine> items, OfficeTime time) {
    return items.stream()
        .map(item ->
            new DeskView.Row(
                item.place(),
                Links.item(item.transmission(), item.item()),
                item.criticalValue(),
                item.device().orElseGet(() -> unknown(item.deviceKey())),
                item.device().map(Links::device).orElse(""),
                item.source(),
                time.of(item.receivedAt()),
                item.measuredAt().map(time::of),
                String.join(
                    "; ", ReasonWords.inOrder(item.reasons()).map(ReasonWords::words).toList())))
        .toList();
  }

  private static String unknown(String deviceKey) {
    return deviceKey.isEmpty() ? "unknown" : deviceKey;
  }
}
