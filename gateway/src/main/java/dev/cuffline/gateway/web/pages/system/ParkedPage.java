package dev.cuffline.gateway.web.pages.system;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.delivery.DeliveryStatus;
import dev.cuffline.gateway.delivery.ParkedEntries;
import dev.cuffline.gateway.web.ParkedDesk;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What destinations refused, in their own words, and sending it once more. */
final class ParkedPage {
  static final String PATH = Links.SYSTEM + "/parked";

  private static final int MOST = 200;
  private static final Pattern STATUS = Pattern.compile("^(HTTP \\d{3})(?:: )?");
  private static final Pattern FIELD = Pattern.compile(" at ([A-Z][\\w.\\[\\]()'-]+)");

  private final Frame frame;
  private final PageParts parts;
  private final ParkedDesk desk;

  ParkedPage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
    this.desk = new ParkedDesk(parts.database(), parts.clock());
  }

  HttpResponse show(Visit visit) {
    String position = frame.shells().position();
    Shell shell =
        parts.database().read(db -> frame.shells().of(db, visit, "Parked", "system", position));
    Instant now = parts.clock().instant();
    List<ParkedEntries.Entry> entries = desk.newest(visit.practice().id(), "", MOST);
    Map<String, List<ParkedView.Entry>> byDestination = new TreeMap<>();
    entries.forEach(entry ->
        byDestination
            .computeIfAbsent(entry.destination(), _ -> new ArrayList<>())
            .add(line(entry, Moment.of(entry.at(), visit.practice().zone(), now))));
    TreeSet<String> names = new TreeSet<>(byDestination.keySet());
    parts.engine().deliveries().get().stream().map(DeliveryStatus::name).forEach(names::add);
    List<ParkedView.Group> groups =
        names.stream()
            .map(name ->
                new ParkedView.Group(
                    name, byDestination.getOrDefault(name, List.of()), said(visit, name)))
            .filter(group -> !group.entries().isEmpty() || !group.said().isEmpty())
            .toList();
    return frame
        .renderer()
        .page(
            "system/parked.jte",
            new ParkedView(
                shell,
                Moment.of(now, visit.practice().zone(), now).zone(),
                groups,
                entries.size() == MOST));
  }

  /** Takes a reason apart: status, the destination's words, the field at fault. */
  static ParkedView.Entry line(ParkedEntries.Entry entry, Moment at) {
    Matcher status = STATUS.matcher(entry.reason());
    boolean hasStatus = status.find();
    String words = hasStatus ? entry.reason().substring(status.end()) : entry.reason();
    Matcher field = FIELD.matcher(words);
    return new ParkedView.Entry(
        entry.seq(),
        entry.subject(),
        at,
        hasStatus ? status.group(1) : "",
        words,
        field.find() ? field.group(1) : "");
  }

  private static String said(Visit visit, String destination) {
    Optional<String> count = visit.parameter("done").filter(digits -> digits.matches("[0-9]{1,7}"));
    if (count.isEmpty() || !visit.parameter("at").orElse("").equals(destination)) {
      return "";
    }
    return count.get().equals("0")
        ? "Nothing was sent again: it is not parked any more."
        : count.get() + " queued again; what they name is sent as it stands now.";
  }

  /** Queues one, or all of a destination, again. */
  HttpResponse retry(Visit visit) {
    String destination = visit.field("destination");
    if (!destination.matches("[a-z0-9-]{1,40}")) {
      throw new NoSuchPageException("There is no such destination.");
    }
    Optional<Long> seq =
        visit.given("seq").filter(digits -> digits.matches("[0-9]{1,18}")).map(Long::valueOf);
    int entries =
        visit.given("seq").isPresent() && seq.isEmpty()
            ? 0
            : desk.retry(visit.practice().id(), destination, seq, visit.actor()).join();
    return frame.renderer().redirect(PATH + "?at=" + destination + "&done=" + entries);
  }
}
