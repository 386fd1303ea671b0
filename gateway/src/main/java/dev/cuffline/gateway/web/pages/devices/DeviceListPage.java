package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cuffs of a practice. */
final class DeviceListPage {
  private static final int ON_A_PAGE = 100;

  private final Frame frame;
  private final PageParts parts;

  DeviceListPage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
  }

  /** What one snapshot of the store says. */
  private record Stored(Shell shell, List<DeviceLine> lines) {}

  HttpResponse show(Visit visit) {
    OfficeTime time = new OfficeTime(visit.practice().zone(), parts.clock().instant());
    String position = frame.shells().position();
    Stored stored =
        parts
            .database()
            .read(db ->
                new Stored(
                    frame.shells().of(db, visit, "Devices", "devices", position),
                    DeviceQueries.lines(db, visit.practice().id(), time.now())));
    DeviceFilter filter = DeviceFilter.of(visit.parameter("show"));
    DeviceSort sort = DeviceSort.of(visit.parameter("sort"));
    List<DeviceLine> found =
        stored.lines().stream()
            .filter(line -> filter.takes(line, time.now()))
            .sorted(sort.order())
            .toList();
    int from = from(visit.parameter("from"), found.size());
    int to = Math.min(from + ON_A_PAGE, found.size());
    return frame
        .renderer()
        .page(
            "devices/devices.jte",
            new DeviceListView(
                stored.shell(),
                time.abbreviation(),
                chips(stored.lines(), filter, time),
                columns(filter, sort),
                found.subList(from, to).stream()
                    .map(line -> DeviceListView.Line.of(line, time))
                    .toList(),
                from + 1,
                found.size(),
                from == 0 ? "" : href(filter, sort, Math.max(0, from - ON_A_PAGE)),
                to == found.size() ? "" : href(filter, sort, to)));
  }

  /** A place in the list; the beginning when it is none. */
  private static int from(Optional<String> text, int found) {
    return text.filter(digits -> digits.matches("[0-9]{1,7}"))
        .map(Integer::parseInt)
        .filter(from -> from < found)
        .orElse(0);
  }

  private static List<DeviceListView.Chip> chips(
      List<DeviceLine> lines, DeviceFilter chosen, OfficeTime time) {
    List<DeviceListView.Chip> chips = new ArrayList<>();
    for (DeviceFilter filter : DeviceFilter.values()) {
      long count = lines.stream().filter(line -> filter.takes(line, time.now())).count();
      chips.add(
          new DeviceListView.Chip(
              filter.label(), href(filter, DeviceSort.CUFF, 0), count, filter == chosen));
    }
    return List.copyOf(chips);
  }

  private static List<DeviceListView.Column> columns(DeviceFilter filter, DeviceSort chosen) {
    return Arrays.stream(DeviceSort.values())
        .map(sort ->
            new DeviceListView.Column(sort.heading(), href(filter, sort, 0), sort == chosen))
        .toList();
  }

  private static String href(DeviceFilter filter, DeviceSort sort, int from) {
    List<String> query = new ArrayList<>();
    if (filter != DeviceFilter.ALL) {
      query.add("show=" + filter.word());
    }
    if (sort != DeviceSort.CUFF) {
      query.add("sort=" + sort.word());
    }
    if (from > 0) {
      query.add("from=" + from);
    }
    return Links.DEVICES + (query.isEmpty() ? "" : "?" + String.join("&", query));
  }
}
