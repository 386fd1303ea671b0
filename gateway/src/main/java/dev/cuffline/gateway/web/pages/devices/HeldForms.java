package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceAssignment;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.InvalidValueException;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What settles an item: whose cuff it is, how its sender's times are read, or reading it again. */
final class HeldForms {
  private final Frame frame;
  private final PageParts parts;
  private final Registry registry;
  private final HeldPage page;

  HeldForms(Frame frame, HeldPage page) {
    this.frame = frame;
    this.parts = frame.parts();
    this.registry = parts.registry();
    this.page = page;
  }

  private HttpResponse done(ItemLine item) {
    return frame.renderer().redirect(Links.item(item.transmission(), item.item()) + "?done=again");
  }

  private void readAgain(Visit visit) {
    parts
        .engine()
        .quarantine()
        .replay(visit.practice().id(), List.of(HeldPage.place(visit)), visit.actor());
  }

  /** Judges it as of now. */
  HttpResponse again(Visit visit) {
    ItemLine item = page.require(visit);
    readAgain(visit);
    return done(item);
  }

  /**
   * The second press: the cuff becomes the patient's, registered if nobody knows it, and what waits
   * of it is read again. An item that is settled already is left as it is.
   */
  HttpResponse assign(Visit visit) {
    ItemLine item = page.require(visit);
    if (!item.isInQuarantine()) {
      return done(item);
    }
    try {
      assign(visit, item);
    } catch (RuntimeException fault) {
      return page.again(visit, Problems.of(fault));
    }
    readAgain(visit);
    return done(item);
  }

  private void assign(Visit visit, ItemLine item) {
    PracticeId practice = visit.practice().id();
    String patient =
        visit
            .given("patient")
            .orElseThrow(
                () -> new InvalidValueException("patient", "must be chosen from the offered ones"));
    requirePatient(practice, patient);
    DeviceAssignment wanted =
        new DeviceAssignment(
            registry.newId(),
            device(visit, item),
            visit.given("slot"),
            new PatientId(patient),
            new OfficeTime(visit.practice().zone(), parts.clock().instant())
                .parse(visit.field("from"))
                .orElseThrow(() -> new InvalidValueException("from", "must be a date and a time")),
            Optional.empty());
    List<DeviceAssignment> others =
        parts.database().read(db -> RegistryQueries.assignments(db, practice, wanted.device()));
    Optional<Attribution> planned = Attribution.of(wanted, others);
    if (planned.isPresent()) {
      registry
          .assign(practice, planned.get().assignment(), planned.get().mode(), visit.actor())
          .join();
    }
  }

  /** Before a cuff is registered for nobody. */
  private void requirePatient(PracticeId practice, String id) {
    if (parts
        .database()
        .read(db -> RegistryQueries.patient(db, practice, new PatientId(id)))
        .isEmpty()) {
      throw new InvalidValueException("patient", "is not in this practice");
    }
  }

  /** The cuff on file, or a new one that is known by what it calls itself. */
  private DeviceId device(Visit visit, ItemLine item) {
    PracticeId practice = visit.practice().id();
    if (item.device().isPresent()) {
      return new DeviceId(item.device().get());
    }
    DeviceKey key = DeviceKey.parse(item.deviceKey());
    Optional<DeviceId> known = parts.database().read(db -> DeviceQueries.byKey(db, practice, key));
    if (known.isPresent()) {
      return known.get();
    }
    Device device =
        new Device(
            new DeviceId(registry.newId()),
            List.of(key),
            item.format(),
            RegulatoryStatus.UNKNOWN,
            "",
            "");
    return registry.save(practice, device, false, Mode.CREATE, visit.actor()).join().device().id();
  }

  /** How the times of the sender are to be read, from now on. */
  HttpResponse clock(Visit visit) {
    ItemLine item = page.require(visit);
    try {
      registry
          .save(
              visit.practice().id(),
              item.source(),
              visit.given("zone").map(HeldForms::zone),
              duration(visit, "ahead", Duration.ofMinutes(1)),
              duration(visit, "oldest", Duration.ofDays(1)),
              visit.actor())
          .join();
    } catch (RuntimeException fault) {
      return page.again(visit, Problems.of(fault));
    }
    readAgain(visit);
    return done(item);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw new InvalidValueException("zone", "must be a time zone such as America/New_York");
    }
  }

  private static Optional<Duration> duration(Visit visit, String field, Duration unit) {
    return visit
        .given(field)
        .map(text -> {
          if (!text.matches("[0-9]{1,6}")) {
            throw new InvalidValueException(field, "must be a whole number, or empty");
          }
          return unit.multipliedBy(Long.parseLong(text));
        });
  }
}
