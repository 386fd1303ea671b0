package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.registry.CuffSize;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.DeviceEvent;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Label;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people do to a cuff on its page. */
final class DeviceForms {
  private final Frame frame;
  private final PageParts parts;
  private final Registry registry;
  private final DevicePage page;

  DeviceForms(Frame frame, DevicePage page) {
    this.frame = frame;
    this.parts = frame.parts();
    this.registry = parts.registry();
    this.page = page;
  }

  /** A form's own work; what it refuses stands beside the field. */
  @FunctionalInterface
  private interface Work {
    void run();
  }

  private HttpResponse done(Visit visit, DeviceId device, String word, Work work) {
    try {
      work.run();
    } catch (RuntimeException fault) {
      return page.again(visit, Problems.of(fault));
    }
    return frame.renderer().redirect(Links.device(device.value()) + "?done=" + word);
  }

  private Instant instant(Visit visit, String field) {
    return new OfficeTime(visit.practice().zone(), parts.clock().instant())
        .parse(visit.field(field))
        .orElseThrow(() -> new InvalidValueException(field, "must be a date and a time"));
  }

  /** A value out of a list of ours. */
  static <E extends Enum<E>> E word(Visit visit, String field, Class<E> words) {
    try {
      return Enum.valueOf(words, visit.field(field));
    } catch (IllegalArgumentException unknown) {
      throw new InvalidValueException(field, "must be chosen from the list");
    }
  }

  /** Writes down what has happened to it, once, however often its form is sent. */
  HttpResponse happened(Visit visit) {
    DeviceId device = page.require(visit).id();
    return done(
        visit,
        device,
        "event",
        () -> {
          requireWhoForSetUp(visit);
          DeviceEvent event =
              new DeviceEvent(
                  visit.given("event").orElseGet(registry::newId),
                  device,
                  word(visit, "kind", DeviceEvent.Kind.class),
                  instant(visit, "at"),
                  visit.given("patient").map(PatientId::new),
                  visit.given("staff"),
                  visit.field("note"));
          registry.happened(visit.practice().id(), event, visit.actor()).join();
        });
  }

  /** The record asks for both as well, in the words of the API. */
  private static void requireWhoForSetUp(Visit visit) {
    if (visit.field("kind").equals(DeviceEvent.Kind.SET_UP.name())) {
      for (String who : List.of("patient", "staff")) {
        if (visit.given(who).isEmpty()) {
          throw new InvalidValueException(who, "must be chosen for set up and taught");
        }
      }
    }
  }

  /** What stands on it, and what it is. */
  HttpResponse label(Visit visit) {
    Device before = page.require(visit);
    return done(
        visit,
        before.id(),
        "label",
        () -> {
          Device device =
              new Device(
                  before.id(),
                  before.keys(),
                  before.format(),
                  word(visit, "regulatoryStatus", RegulatoryStatus.class),
                  visit.field("manufacturer"),
                  visit.field("model"),
                  readLabel(visit));
          registry.save(visit.practice().id(), device, false, Mode.REPLACE, visit.actor()).join();
        });
  }

  /** Size, UDI and the FDA's number, as they were typed. */
  static Label readLabel(Visit visit) {
    Optional<CuffSize> size =
        visit.given("cuffSize").map(_ -> word(visit, "cuffSize", CuffSize.class));
    return new Label(size, visit.given("udi"), visit.given("clearance"));
  }

  /** Ends one use. */
  HttpResponse end(Visit visit) {
    DeviceId device = page.require(visit).id();
    PracticeId practice = visit.practice().id();
    Optional<DeviceAssignment> use =
        parts
            .database()
            .read(db -> RegistryQueries.assignment(db, practice, visit.variable("assignment")))
            .filter(found -> found.device().equals(device));
    if (use.isEmpty()) {
      throw DevicePage.missing();
    }
    return done(
        visit,
        device,
        "ended",
        () ->
            registry
                .endAssignment(practice, use.get().id(), instant(visit, "to"), visit.actor())
                .join());
  }
}
