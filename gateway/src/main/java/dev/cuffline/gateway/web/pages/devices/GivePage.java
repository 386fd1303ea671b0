package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a cuff to a patient, or hands it over; what will move is said before it does. */
final class GivePage {
  private final Frame frame;
  private final PageParts parts;
  private final DevicePage page;

  GivePage(Frame frame, DevicePage page) {
    this.frame = frame;
    this.parts = frame.parts();
    this.page = page;
  }

  HttpResponse show(Visit visit) {
    Device device = page.require(visit);
    return choose(HttpStatus.OK, visit, device, Problems.NONE);
  }

  /** Looks for a patient, then says what will move, then moves it: by what the form names. */
  HttpResponse send(Visit visit) {
    Device device = page.require(visit);
    if (visit.given("patient").isEmpty() || visit.given("look").isPresent()) {
      Problems problems =
          visit.given("look").isPresent()
              ? Problems.NONE
              : Problems.of("patient", "Choose the patient first.");
      return choose(
          problems.any() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
          visit,
          device,
          problems);
    }
    try {
      return give(visit, device);
    } catch (RuntimeException fault) {
      return choose(HttpStatus.UNPROCESSABLE_ENTITY, visit, device, Problems.of(fault));
    }
  }

  private HttpResponse give(Visit visit, Device device) {
    OfficeTime time = time(visit);
    PracticeId practice = visit.practice().id();
    Instant from =
        time.parse(visit.field("from"))
            .orElseThrow(() -> new InvalidValueException("from", "must be a date and a time"));
    DeviceAssignment wanted =
        new DeviceAssignment(
            parts.registry().newId(),
            device.id(),
            visit.given("slot"),
            new PatientId(visit.field("patient")),
            from,
            Optional.empty());
    Patient patient =
        parts
            .database()
            .read(db -> RegistryQueries.patient(db, practice, wanted.patient()))
            .orElseThrow(() -> new InvalidValueException("patient", "is not in this practice"));
    List<DeviceAssignment> ending =
        parts.database().read(db -> RegistryQueries.assignments(db, practice, device.id())).stream()
            .filter(wanted::overlaps)
            .toList();
    if (ending.isEmpty()) {
      parts.registry().assign(practice, wanted, Mode.CREATE, visit.actor()).join();
      return frame.renderer().redirect(Links.device(device.id().value()) + "?done=given");
    }
    if (visit.given("confirmed").isEmpty()) {
      return confirm(visit, patient, wanted, ending, time);
    }
    parts.registry().handOver(practice, wanted, visit.actor()).join();
    return frame.renderer().redirect(Links.device(device.id().value()) + "?done=moved");
  }

  private OfficeTime time(Visit visit) {
    return new OfficeTime(visit.practice().zone(), parts.clock().instant());
  }

  private HttpResponse choose(HttpStatus status, Visit visit, Device device, Problems problems) {
    OfficeTime time = time(visit);
    String position = frame.shells().position();
    PracticeId practice = visit.practice().id();
    LocalDate today = LocalDate.ofInstant(time.now(), time.zone());
    String search = visit.field("search");
    GiveView view =
        parts
            .database()
            .read(db -> {
              DeviceLine line = line(db, practice, device, time);
              return view(
                  frame.shells().of(db, visit, "Assign cuff", "devices", position),
                  visit,
                  line,
                  search.isEmpty()
                      ? Candidates.offered(db, practice, device.id().value(), time.now(), today)
                      : Candidates.found(db, practice, search),
                  "",
                  List.of(),
                  problems);
            });
    return frame.renderer().page(status, "devices/give.jte", view);
  }

  private static DeviceLine line(Session db, PracticeId practice, Device device, OfficeTime time)
      throws SQLException {
    return DeviceQueries.line(db, practice, device.id(), time.now())
        .orElseThrow(DevicePage::missing);
  }

  private GiveView view(
      Shell shell,
      Visit visit,
      DeviceLine line,
      List<Candidates.Candidate> candidates,
      String chosenName,
      List<String> moves,
      Problems problems) {
    OfficeTime time = time(visit);
    return new GiveView(
        shell,
        DeviceListView.Line.of(line, time),
        time.abbreviation(),
        !line.holders().isEmpty(),
        candidates,
        visit.field("search"),
        visit.field("patient"),
        chosenName,
        visit.given("from").orElseGet(() -> time.field(time.now())),
        visit.field("slot"),
        moves,
        problems);
  }

  private HttpResponse confirm(
      Visit visit,
      Patient patient,
      DeviceAssignment wanted,
      List<DeviceAssignment> ending,
      OfficeTime time) {
    PracticeId practice = visit.practice().id();
    String position = frame.shells().position();
    GiveView view =
        parts
            .database()
            .read(db -> {
              List<String> moves = new ArrayList<>();
              for (DeviceAssignment use : ending) {
                moves.addAll(moves(db, practice, wanted, use, time));
              }
              return view(
                  frame.shells().of(db, visit, "Hand over cuff", "devices", position),
                  visit,
                  DeviceQueries.line(db, practice, wanted.device(), time.now())
                      .orElseThrow(DevicePage::missing),
                  List.of(),
                  patient.family() + ", " + patient.given(),
                  moves,
                  Problems.NONE);
            });
    return frame.renderer().page("devices/give.jte", view);
  }

  private static List<String> moves(
      Session db,
      PracticeId practice,
      DeviceAssignment wanted,
      DeviceAssignment use,
      OfficeTime time)
      throws SQLException {
    String name =
        RegistryQueries.patient(db, practice, use.patient())
            .map(whose -> whose.family() + ", " + whose.given())
            .orElse(use.patient().value());
    String when = time.of(wanted.from()).exact();
    if (!use.from().isBefore(wanted.from())) {
      return List.of(
          name + "’s use begins later and stands in the way: end or correct that one first.");
    }
    long readings =
        DeviceQueries.measuredSince(db, practice, use.patient(), use.device(), wanted.from());
    return List.of(
        name + "’s use of this cuff ends " + when + ".",
        readings == 0
            ? "No reading was measured since then, so none moves."
            : readings
                + (readings == 1 ? " reading" : " readings")
                + " measured since then move. They are entered in error for "
                + name
                + ", there and at every destination, and their days are counted anew.");
  }
}
