package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.registry.Device;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.IssuedSecret;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.RegisteredDevice;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Registers a cuff; its secret is shown in the one answer and never again. */
final class NewDevicePage {
  private final Frame frame;
  private final PageParts parts;

  NewDevicePage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
  }

  HttpResponse show(Visit visit) {
    return page(HttpStatus.OK, visit, Problems.NONE, "", "");
  }

  HttpResponse register(Visit visit) {
    try {
      Device device =
          new Device(
              new DeviceId(visit.given("id").orElseGet(parts.registry()::newId)),
              keys(visit.field("keys")),
              visit.field("format"),
              DeviceForms.word(visit, "regulatoryStatus", RegulatoryStatus.class),
              visit.field("manufacturer"),
              visit.field("model"),
              DeviceForms.readLabel(visit));
      RegisteredDevice saved =
          parts
              .registry()
              .save(
                  visit.practice().id(),
                  device,
                  visit.given("login").isPresent(),
                  Mode.CREATE,
                  visit.actor())
              .join();
      return page(
          HttpStatus.OK,
          visit,
          Problems.NONE,
          saved.device().id().value(),
          saved.secret().map(IssuedSecret::secret).orElse(""));
    } catch (RuntimeException fault) {
      return page(HttpStatus.UNPROCESSABLE_ENTITY, visit, Problems.of(fault), "", "");
    }
  }

  private static List<DeviceKey> keys(String lines) {
    List<DeviceKey> keys = new ArrayList<>();
    for (String line : lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      try {
        keys.add(DeviceKey.parse(line));
      } catch (InvalidValueException invalid) {
        throw invalid;
      } catch (IllegalArgumentException unreadable) {
        throw new InvalidValueException(
            "keys", "must be kind:value on each line, such as imei:990000000000017");
      }
    }
    return keys;
  }

  private HttpResponse page(
      HttpStatus status, Visit visit, Problems problems, String registered, String secret) {
    String position = frame.shells().position();
    Shell shell =
        parts
            .database()
            .read(db -> frame.shells().of(db, visit, "Register a cuff", "devices", position));
    Map<String, String> form = new HashMap<>();
    form.put("regulatoryStatus", RegulatoryStatus.UNKNOWN.name());
    form.put("format", "cuffline.v1");
    form.put("login", "yes");
    if (visit.form().contains("format")) {
      form.remove("login");
    }
    visit.form().names().forEach(name -> form.put(name, visit.field(name)));
    return frame
        .renderer()
        .page(
            status,
            "devices/new.jte",
            new NewDeviceView(
                shell,
                parts.engine().formats().versions().keySet().stream().sorted().toList(),
                form,
                problems,
                registered,
                secret));
  }
}
