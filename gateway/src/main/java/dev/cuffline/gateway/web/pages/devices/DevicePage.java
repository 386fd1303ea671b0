package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.DeviceEvent;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Staff;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One cuff: where it stands, whose it was and is, what it sent. */
final class DevicePage {
  private static final int ITEMS = 30;
  private static final int STAFF = 200;
  private static final Duration DAY = Duration.ofHours(24);

  private final Frame frame;
  private final PageParts parts;

  DevicePage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
  }

  static NoSuchPageException missing() {
    return new NoSuchPageException("There is no such cuff in this practice.");
  }

  /** The cuff in the address. */
  static DeviceId id(Visit visit) {
    try {
      return new DeviceId(Identifier.require(visit.variable("device"), "device"));
    } catch (InvalidValueException none) {
      throw missing();
    }
  }

  /** The cuff in the address, as it is on file. */
  Device require(Visit visit) {
    DeviceId id = id(visit);
    return parts
        .database()
        .read(db -> RegistryQueries.device(db, visit.practice().id(), id))
        .orElseThrow(DevicePage::missing);
  }

  HttpResponse show(Visit visit) {
    return page(HttpStatus.OK, visit, Map.of(), Problems.NONE);
  }

  /** The page with what was typed, and what is wrong with it. */
  HttpResponse again(Visit visit, Problems problems) {
    Map<String, String> typed = new HashMap<>();
    visit.form().names().forEach(name -> typed.put(name, visit.field(name)));
    return page(HttpStatus.UNPROCESSABLE_ENTITY, visit, typed, problems);
  }

  /** What one snapshot of the store says. */
  private record Stored(
      Shell shell,
      Device device,
      DeviceLine line,
      List<DeviceAssignment> uses,
      Map<String, String> names,
      List<DeviceEvent> events,
      List<DeviceQueries.Fault> faults,
      List<ItemLine> items,
      List<Staff> staff) {}

  private HttpResponse page(
      HttpStatus status, Visit visit, Map<String, String> typed, Problems problems) {
    OfficeTime time = new OfficeTime(visit.practice().zone(), parts.clock().instant());
    String position = frame.shells().position();
    boolean everything = visit.parameter("items").filter("all"::equals).isPresent();
    Stored stored = parts.database().read(db -> stored(db, visit, time, position, everything));
    return frame
        .renderer()
        .page(
            status,
            "devices/device.jte",
            new DeviceView(
                stored.shell(),
                DeviceListView.Line.of(stored.line(), time),
                time.abbreviation(),
                stored.device().format(),
                stored.device().keys().stream().map(key -> key.text()).toList(),
                uses(stored, time),
                events(stored, time),
                stored.faults().stream()
                    .map(fault ->
                        new DeviceView.Trouble(
                            ReasonWords.words(fault.reason()),
                            fault.times(),
                            time.of(fault.lastAt())))
                    .toList(),
                rows(stored.items(), time),
                stored.items().stream().filter(ItemLine::isInQuarantine).count(),
                everything,
                stored.staff().stream()
                    .map(each -> new DeviceView.Choice(each.id(), each.name()))
                    .toList(),
                holders(stored),
                Done.words(visit),
                form(parts.registry().newId(), stored.device(), time, typed),
                problems));
  }

  private Stored stored(
      Session db, Visit visit, OfficeTime time, String position, boolean everything)
      throws SQLException {
    Practice practice = visit.practice();
    DeviceId id = id(visit);
    Device device = RegistryQueries.device(db, practice.id(), id).orElseThrow(DevicePage::missing);
    DeviceLine line =
        DeviceQueries.line(db, practice.id(), id, time.now()).orElseThrow(DevicePage::missing);
    List<DeviceAssignment> uses = RegistryQueries.assignments(db, practice.id(), id);
    List<DeviceEvent> events = RegistryQueries.deviceEvents(db, practice.id(), id);
    Map<String, String> names = new HashMap<>();
    for (DeviceAssignment use : uses) {
      name(db, practice, use.patient().value(), names);
    }
    for (DeviceEvent event : events) {
      if (event.patient().isPresent()) {
        name(db, practice, event.patient().get().value(), names);
      }
    }
    return new Stored(
        frame.shells().of(db, visit, "Cuff", "devices", position),
        device,
        line,
        uses,
        names,
        events,
        DeviceQueries.faults(db, practice.id(), id),
        everything
            ? ItemQueries.since(db, practice.id(), id, time.now().minus(DAY), ITEMS)
            : ItemQueries.newest(db, practice.id(), id, uses, ITEMS),
        RegistryQueries.staff(db, practice.id(), new Page("", STAFF)));
  }

  private static void name(Session db, Practice practice, String patient, Map<String, String> names)
      throws SQLException {
    if (!names.containsKey(patient)) {
      RegistryQueries.patient(db, practice.id(), new PatientId(patient))
          .ifPresent(whose -> names.put(patient, whose.family() + ", " + whose.given()));
    }
  }

  private static List<DeviceView.Use> uses(Stored stored, OfficeTime time) {
    List<DeviceView.Use> uses = new ArrayList<>();
    for (DeviceAssignment use : stored.uses()) {
      String patient = use.patient().value();
      uses.add(
          new DeviceView.Use(
              use.id(),
              use.slot().orElse(""),
              patient,
              stored.names().getOrDefault(patient, patient),
              time.of(use.from()),
              use.to().map(time::of)));
    }
    Collections.reverse(uses);
    return List.copyOf(uses);
  }

  private static List<DeviceView.Happened> events(Stored stored, OfficeTime time) {
    Map<String, String> staff = new HashMap<>();
    stored.staff().forEach(each -> staff.put(each.id(), each.name()));
    List<DeviceView.Happened> events = new ArrayList<>();
    for (DeviceEvent event : stored.events()) {
      List<String> who = new ArrayList<>();
      event
          .patient()
          .map(whose -> stored.names().getOrDefault(whose.value(), whose.value()))
          .ifPresent(who::add);
      event.staff().map(id -> "by " + staff.getOrDefault(id, id)).ifPresent(who::add);
      events.add(
          new DeviceView.Happened(
              time.of(event.at()),
              DeviceWords.of(event.kind()),
              String.join(", ", who),
              event.note()));
    }
    Collections.reverse(events);
    return List.copyOf(events);
  }

  /** Items as rows of a table. */
  static List<DeviceView.Row> rows(List<ItemLine> items, OfficeTime time) {
    return items.stream()
        .map(item ->
            new DeviceView.Row(
                item.place(),
                item.transmission(),
                time.of(item.receivedAt()),
                ReasonWords.ended(item.disposition()),
                String.join(
                    "; ", ReasonWords.inOrder(item.reasons()).map(ReasonWords::words).toList())))
        .toList();
  }

  private static List<DeviceView.Choice> holders(Stored stored) {
    List<DeviceView.Choice> holders = new ArrayList<>();
    for (DeviceAssignment use : stored.uses()) {
      String id = use.patient().value();
      DeviceView.Choice choice = new DeviceView.Choice(id, stored.names().getOrDefault(id, id));
      holders.remove(choice);
      holders.addFirst(choice);
    }
    return List.copyOf(holders);
  }

  private static Map<String, String> form(
      String event, Device device, OfficeTime time, Map<String, String> typed) {
    Map<String, String> form = new HashMap<>();
    form.put("event", event);
    form.put("at", time.field(time.now()));
    form.put("to", time.field(time.now()));
    form.put("manufacturer", device.manufacturer());
    form.put("model", device.model());
    form.put("cuffSize", device.label().cuffSize().map(Enum::name).orElse(""));
    form.put("udi", device.label().udi().orElse(""));
    form.put("clearance", device.label().clearance().orElse(""));
    form.put("regulatoryStatus", device.regulatoryStatus().name());
    form.putAll(typed);
    return form;
  }
}
